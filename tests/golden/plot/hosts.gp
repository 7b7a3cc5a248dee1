set encoding utf8
set terminal svg size 1120,532 dynamic noenhanced font 'DejaVu Sans,Verdana,sans-serif,14' rounded background '#ffffff' name 'unjoe'
$text << END_LOT
Organisations that bounced
bounces, 15 Nov 2026 07:07 to 23 Nov 2026 21:47 UTC
google.com
not known
yahoo.com
1and1.example
amazonses.com
gmx.example
googlemail.com
victim0.example
victim100.example
victim103.example
victim104.example
victim105.example
victim11.example
victim17.example
victim18.example
END_LOT
$data << END_LOT
3 0
2 1
2 2
1 3
1 4
1 5
1 6
1 7
1 8
1 9
1 10
1 11
1 12
1 13
1 14
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
set xrange [0:3.36]
set xtics scale 0 ("0" 0, "1" 1, "2" 2, "3" 3)
set yrange [14.7:-0.7]
set ytics scale 0 ($text[3] 0, $text[4] 1, $text[5] 2, $text[6] 3, $text[7] 4, $text[8] 5, $text[9] 6, $text[10] 7, $text[11] 8, $text[12] 9, $text[13] 10, $text[14] 11, $text[15] 12, $text[16] 13, $text[17] 14)
set lmargin 19
unset grid
set label 30 '3' at 3,0 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 31 '2' at 2,1 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 32 '2' at 2,2 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 33 '1' at 1,3 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 34 '1' at 1,4 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 35 '1' at 1,5 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 36 '1' at 1,6 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 37 '1' at 1,7 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 38 '1' at 1,8 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 39 '1' at 1,9 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 40 '1' at 1,10 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 41 '1' at 1,11 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 42 '1' at 1,12 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 43 '1' at 1,13 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 44 '1' at 1,14 offset 0.6,0 left noenhanced textcolor rgb '#666666'
unset xtics
set border 0
set bmargin 1
plot $data using ($1/2):2:($1/2):(0.32) with boxxyerror lc rgb '#0072B2'
