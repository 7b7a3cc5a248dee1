set encoding utf8
set terminal svg size 1120,392 dynamic noenhanced font 'DejaVu Sans,Verdana,sans-serif,14' rounded background '#ffffff' name 'unjoe'
$text << END_LOT
Sender domains
messages, Mon 23 Nov 2026, 00-24 UTC
"quoted".example
#comment.example
$text[1].example
<b>&.example
`touch pwned`.example
end_000000000000000000000000\nsystem
it's.example
path.example
{/bold=99 x}.example
\u202emoc.example
END_LOT
$data << END_LOT
1 0
1 1
1 2
1 3
1 4
1 5
1 6
1 7
1 8
1 9
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
set xrange [0:1.12]
set xtics scale 0 ("0" 0, "1" 1)
set yrange [9.7:-0.7]
set ytics scale 0 ($text[3] 0, $text[4] 1, $text[5] 2, $text[6] 3, $text[7] 4, $text[8] 5, $text[9] 6, $text[10] 7, $text[11] 8, $text[12] 9)
set lmargin 38
unset grid
set label 30 '1' at 1,0 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 31 '1' at 1,1 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 32 '1' at 1,2 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 33 '1' at 1,3 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 34 '1' at 1,4 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 35 '1' at 1,5 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 36 '1' at 1,6 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 37 '1' at 1,7 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 38 '1' at 1,8 offset 0.6,0 left noenhanced textcolor rgb '#666666'
set label 39 '1' at 1,9 offset 0.6,0 left noenhanced textcolor rgb '#666666'
unset xtics
set border 0
set bmargin 1
plot $data using ($1/2):2:($1/2):(0.32) with boxxyerror lc rgb '#0072B2'
