set encoding utf8
set terminal svg size 1120,480 dynamic noenhanced font 'DejaVu Sans,Verdana,sans-serif,14' rounded background '#ffffff' name 'unjoe'
$text << END_LOT
Bounces over time
per day, 15 Nov 2026 07:07 to 23 Nov 2026 21:47 UTC
forged
genuine
compromised
bypass
unverifiable
END_LOT
$data << END_LOT
1794700800 0 0 0 0 0
1794787200 0 0 0 0 0
1794787200 0 0 0 0 0
1794873600 0 0 0 0 0
1794873600 0 0 0 0 0
1794960000 0 0 0 0 0
1794960000 0 0 0 0 0
1795046400 0 0 0 0 0
1795046400 0 0 0 0 0
1795132800 0 0 0 0 0
1795132800 0 0 0 0 0
1795219200 0 0 0 0 0
1795219200 0 0 0 0 0
1795305600 0 0 0 0 0
1795305600 0 0 0 0 0
1795392000 0 0 0 0 0
1795392000 111 39 39 39 39
1795478400 111 39 39 39 39
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
set yrange [0:124.32]
set ytics scale 0 ("0" 0, "50" 50, "100" 100)
set lmargin 7
set xrange [1794700800:1795478400]
set xtics scale 0.5,0 ("15 Nov" 1794700800, "16 Nov" 1794787200, "17 Nov" 1794873600, "18 Nov" 1794960000, "19 Nov" 1795046400, "20 Nov" 1795132800, "21 Nov" 1795219200, "22 Nov" 1795305600, "23 Nov" 1795392000, "24 Nov" 1795478400)
set key at graph 1,1 right bottom horizontal reverse Left samplen 1.2 maxrows 1 textcolor rgb '#222222'
plot $data using 1:2 with filledcurves y1=0 lc rgb '#D55E00' title $text[3], $data using 1:6 with filledcurves y1=0 lc rgb '#E69F00' title $text[7]
