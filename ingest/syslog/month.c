/*
 * month.c - the abbreviated names of months, in the languages in which a logger may write them.
 */
#include "ingest/syslog/stamp.h"

/* What %b gives in the locales of glibc that agree with each other: bg cs da de el en es et eu fi fr gl hu is it ja ko lt lv
   nb nl pl pt ro ru sk sl sr sv tr uk zh. Croatian is left out: its "lip" and "lis" are the month before the Polish ones. */
static const char *const months[12] = {
	"jan j\u00e4n janv gen ene sty led ian oca tammi xan jaan urt saus \u044f\u043d\u0432 \u0441\u0456\u0447 \u044f\u043d\u0443 \u0458\u0430\u043d \u0399\u03b1\u03bd 1\u6708 1\uc6d4",
	"feb f\u00e9vr fev lut \u00fano febr helmi \u015eub veebr ots vas \u0444\u0435\u0432 \u043b\u044e\u0442 \u0444\u0435\u0431 \u03a6\u03b5\u03b2 2\u6708 2\uc6d4",
	"mar m\u00e4r mars mrt b\u0159e maalis m\u00e1rc m\u00e4rts kov \u043c\u0430\u0440 \u0431\u0435\u0440 \u039c\u03b1\u03c1 \u039c\u03ac\u03c1 3\u6708 3\uc6d4",
	"apr avril abr kwi dub april huhti \u00e1pr nis api bal \u0430\u043f\u0440 \u043a\u0432\u0456 \u0391\u03c0\u03c1 4\u6708 4\uc6d4",
	"may mai mag mei maj m\u00e1j kv\u011b touko ma\u00ed geg \u043c\u0430\u044f \u043c\u0430\u0439 \u0442\u0440\u0430 \u043c\u0430\u0458 \u039c\u03b1\u0390 \u039c\u03ac\u03b9 5\u6708 5\uc6d4",
	"jun juin giu cze j\u00fan \u010den juni kes\u00e4 iun haz xu\u00f1 juuni j\u016bn eka bir\u017e \u0438\u044e\u043d \u0447\u0435\u0440 \u044e\u043d\u0438 \u0458\u0443\u043d \u0399\u03bf\u03c5\u03bd \u0399\u03bf\u03cd\u03bd 6\u6708 6\uc6d4",
	"jul juil lug lip j\u00fal \u010dec juli hein\u00e4 iul tem xul juuli j\u016bl uzt liep \u0438\u044e\u043b \u043b\u0438\u043f \u044e\u043b\u0438 \u0458\u0443\u043b \u0399\u03bf\u03c5\u03bb \u0399\u03bf\u03cd\u03bb 7\u6708 7\uc6d4",
	"aug ao\u00fbt ago sie srp avg elo a\u011fu abu \u00e1g\u00fa rugp \u0430\u0432\u0433 \u0441\u0435\u0440 \u0391\u03c5\u03b3 \u0391\u03cd\u03b3 8\u6708 8\uc6d4",
	"sep sept set wrz z\u00e1\u0159 syys szept eyl ira rugs \u0441\u0435\u043d \u0441\u0435\u043f \u0432\u0435\u0440 \u03a3\u03b5\u03c0 9\u6708 9\uc6d4",
	"oct okt ott pa\u017a out \u0159\u00edj loka eki urr spal \u043e\u043a\u0442 \u0436\u043e\u0432 \u039f\u03ba\u03c4 10\u6708 10\uc6d4",
	"nov lis marras kas n\u00f3v aza lapkr \u043b\u0438\u0441 \u043d\u043e\u044f \u043d\u043e\u0435 \u043d\u043e\u0432 \u039d\u03bf\u03b5 \u039d\u03bf\u03ad 11\u6708 11\uc6d4",
	"dec d\u00e9c dez dic gru pro des joulu ara dets abe gruod \u0434\u0435\u043a \u0433\u0440\u0443 \u0434\u0435\u0446 \u0394\u03b5\u03ba 12\u6708 12\uc6d4"
};

static unsigned char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : (unsigned char)c;
}

/* The known word is UTF-8; a byte of Latin-1 stands for two of its own. */
static bool
same_word(struct str word, struct str known)
{
	size_t i = 0, k = 0;
	while (i < word.n && k < known.n) {
		unsigned char w = lower(word.p[i]), c = lower(known.p[k]);
		bool latin = c == 0xc3 && w == (0xc0 | ((unsigned char)known.p[k + 1] & 0x3f));
		if (w != c && !latin)
			return false;
		i++;
		k += w != c ? 2 : 1;
	}
	return i == word.n && k == known.n;
}

unsigned
stamp_month(struct str word)
{
	static const char english[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	if (word.n == 3)
		for (unsigned m = 0; m < 12; m++)
			if (lower(word.p[0]) == english[3 * m] && lower(word.p[1]) == english[3 * m + 1] && lower(word.p[2]) == english[3 * m + 2])
				return m + 1;
	if (word.n > 0 && word.p[word.n - 1] == '.')
		word.n--;
	for (unsigned m = 0; m < 12; m++)
		for (struct str rest = str_of(months[m]); rest.p != NULL; )
			if (same_word(word, str_cut(&rest, ' ')))
				return m + 1;
	return 0;
}
