set encoding utf8
set terminal svg size 1120,480 dynamic noenhanced font 'DejaVu Sans,Verdana,sans-serif,14' rounded background '#ffffff' name 'unjoe'
$text << END_LOT
How senders close their SPF records
shares per week, 1 Nov to 26 Nov 2026, 26 days, UTC
broken  25.0%
no record  25.0%
+all  0.0%
?all  0.0%
~all  25.0%
-all alone  0.0%
-all  25.0%
END_LOT
$data << END_LOT
1794182400 100 75 50 50 50 25 25
1794787200 100 75 50 50 50 25 25
END_LOT
set key noenhanced
unset key
set border 1 lc rgb '#999999'
set tics nomirror textcolor rgb '#666666'
set grid ytics back lt 1 lc rgb '#e6e6e6' lw 0.8
set style fill solid 0.95 noborder
set label 1 $text[1] at graph 0,1 offset 0,3.2 left noenhanced font 'DejaVu Sans,17' textcolor rgb '#222222'
set label 2 $text[2] at graph 0,1 offset 0,1.8 left noenhanced textcolor rgb '#666666'
set tmargin 5.0
set bmargin 3.5
set yrange [0:100]
set ytics scale 0 ("0%%" 0, "25%%" 25, "50%%" 50, "75%%" 75, "100%%" 100)
set lmargin 7
set xrange [1794182400:1794787200]
set xtics scale 0.5,0 ("9 Nov" 1794182400, "16 Nov" 1794787200)
set label 10 '' at graph 1.015,first 87.5 point pt 5 ps 1.2 lc rgb '#D55E00'
set label 30 $text[3] at graph 1.03,first 87.5 left noenhanced textcolor rgb '#222222'
set label 11 '' at graph 1.015,first 62.5 point pt 5 ps 1.2 lc rgb '#BBBBBB'
set label 31 $text[4] at graph 1.03,first 62.5 left noenhanced textcolor rgb '#222222'
set label 14 '' at graph 1.015,first 37.5 point pt 5 ps 1.2 lc rgb '#E69F00'
set label 34 $text[7] at graph 1.03,first 37.5 left noenhanced textcolor rgb '#222222'
set label 16 '' at graph 1.015,first 12.5 point pt 5 ps 1.2 lc rgb '#0072B2'
set label 36 $text[9] at graph 1.03,first 12.5 left noenhanced textcolor rgb '#222222'
set rmargin 22
plot $data using 1:2 with filledcurves y1=0 lc rgb '#D55E00' title $text[3], $data using 1:3 with filledcurves y1=0 lc rgb '#BBBBBB' title $text[4], $data using 1:6 with filledcurves y1=0 lc rgb '#E69F00' title $text[7], $data using 1:8 with filledcurves y1=0 lc rgb '#0072B2' title $text[9]
