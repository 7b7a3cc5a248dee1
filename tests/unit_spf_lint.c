/*
 * unit_spf_lint.c - what lint finds in a text: names and places of findings, and the corrected record.
 * In: texts. Out: TAP.
 */
#include "analyze/spf/lint.h"
#include "tests/tap.h"

#include <string.h>

static struct arena *arena;
static struct spf_lint lint;

/* "equals-sign[ip4=192.0.2.1] no-all": names, and the bytes of the text that they are about. */
static struct str
told(void)
{
	struct str text = STR("");
	for (size_t i = 0; i < lint.count; i++) {
		const struct spf_finding *finding = &lint.findings[i];
		const char *name = spf_finding_name(finding->kind), *blank = i == 0 ? "" : " ";
		if (finding->n == 0)
			text = arena_print(arena, "%.*s%s%s", (int)text.n, text.p, blank, name);
		else
			text = arena_print(arena, "%.*s%s%s[%.*s]", (int)text.n, text.p, blank, name, (int)finding->n, lint.text.p + finding->at);
	}
	return text;
}

/* proposed NULL: nothing to correct. A corrected record has no error, and nothing in it is left to correct. */
static void
finds(const char *text, const char *findings, const char *proposed)
{
	struct spf_subject subject = { .text = str_of(text) };
	spf_lint(&subject, arena, &lint);
	is_str(told(), findings, text);
	is_str(lint.proposed, proposed, "is proposed");
	if (proposed == NULL)
		return;
	subject.text = arena_copy(arena, lint.proposed);
	bool sound = lint.sound;
	spf_lint(&subject, arena, &lint);
	ok(lint.sound == sound && lint.proposed.p == NULL, "and has nothing left to correct");
	arena_reset(arena);
}

static void
heads(void)
{
	finds("\"v=spf1 mx -all\"", "quotes[\"]", "v=spf1 mx -all");
	finds("'v=spf1 mx -all'", "quotes[']", "v=spf1 mx -all");
	finds("\"v=spf1 mx \" \"-all\"", "quotes[\"]", "v=spf1 mx -all");
	finds("\\\"v=spf1 mx -all\\\"", "quotes[\\\"]", "v=spf1 mx -all");
	finds("\xe2\x80\x9cv=spf1 mx -all\xe2\x80\x9d", "curly-quotes[\xe2\x80\x9c] curly-quotes[\xe2\x80\x9d]", "v=spf1 mx -all");
	finds("\x93v=spf1 mx -all\x94", "curly-quotes[\x93] curly-quotes[\x94]", "v=spf1 mx -all");
	finds("v=spf1; mx -all", "version-joined[v=spf1; ]", "v=spf1 mx -all");
	finds("v=spf1mx -all", "version-joined[v=spf1]", "v=spf1 mx -all");
	finds("v=spf1ip4:198.51.100.1 -all", "version-joined[v=spf1]", "v=spf1 ip4:198.51.100.1 -all");
	finds("v=spf1\tmx -all", "version-joined[v=spf1\t]", "v=spf1 mx -all");
	finds(" v=spf1 mx -all", "leading-blank[ ]", "v=spf1 mx -all");
	finds("\xef\xbb\xbfv=spf1 mx -all", "leading-blank[\xef\xbb\xbf]", "v=spf1 mx -all");
	finds("v = spf1 mx -all", "version-misspelt[v = spf1]", "v=spf1 mx -all");
	finds("v=spf2 mx -all", "version-misspelt[v=spf2]", "v=spf1 mx -all");
	finds("v=spf1.0 mx -all", "version-misspelt[v=spf1.0]", "v=spf1 mx -all");
	finds("v=spf mx -all", "version-misspelt[v=spf]", "v=spf1 mx -all");
	finds("spf1 mx -all", "version-misspelt[spf1]", "v=spf1 mx -all");
	finds("v=sfp1 mx -all", "version-misspelt[v=sfp1]", "v=spf1 mx -all");
	finds("v=spfl mx -all", "version-misspelt[v=spfl]", "v=spf1 mx -all");
	finds("spf2.0/mfrom,pra mx -all", "sender-id[spf2.0/mfrom,pra]", "v=spf1 mx -all");
	finds("example.org. IN TXT \"v=spf1 mx -all\"", "text-before[example.org. IN TXT ] quotes[\"]", "v=spf1 mx -all");
	finds(" \"v=spf1; ip4=198.51.100.1 -all\"", "leading-blank[ ] quotes[\"] version-joined[v=spf1; ] equals-sign[ip4=198.51.100.1]", "v=spf1 ip4:198.51.100.1 -all");
	finds("v=psf1 mx -all", "version-misspelt[v=psf1]", "v=spf1 mx -all");
	finds("w=spf1 mx -all", "version-misspelt[w=spf1]", "v=spf1 mx -all");
	finds("v=spff1 mx -all", "version-misspelt[v=spff1]", "v=spf1 mx -all");
	finds("v=spf 1 mx -all", "version-misspelt[v=spf 1]", "v=spf1 mx -all");
	finds("v=spf1 ; mx -all", "separator[;]", "v=spf1 mx -all");
	finds("\xe2\x80\x9cv=spf1 mx -all\xe2\x80\x9d ", "curly-quotes[\xe2\x80\x9c] curly-quotes[\xe2\x80\x9d]", "v=spf1 mx -all");
	finds("IN TXT ( \"v=spf1 mx -all\" )", "text-before[IN TXT ( ] quotes[\"]", "v=spf1 mx -all");
	finds("\"v=spf1 mx include:spf.exam\" \"ple.net -all\"", "quotes[\"]", "v=spf1 mx include:spf.example.net -all");
	finds("\"v=spf1 mx\" \"a:mail.example.org\" \"-all\"", "quotes[\"]", "v=spf1 mx a:mail.example.org -all");
	finds("v=STSv1; id=1", "not-a-record[v=STSv1; id=1]", NULL);
	finds("google-site-verification=x", "not-a-record[google-site-verification=x]", NULL);
	finds("", "not-a-record", NULL);
	finds("vanity", "not-a-record[vanity]", NULL);
}

static void
terms(void)
{
	finds("v=spf1 ip4=198.51.100.1 -all", "equals-sign[ip4=198.51.100.1]", "v=spf1 ip4:198.51.100.1 -all");
	finds("v=spf1 include=spf.example.net a=www.example.org mx=example.org -all",
	    "equals-sign[include=spf.example.net] equals-sign[a=www.example.org] equals-sign[mx=example.org]",
	    "v=spf1 include:spf.example.net a:www.example.org mx:example.org -all");
	finds("v=spf1 +ipv4=198.51.100.1 -all", "equals-sign[+ipv4=198.51.100.1]", "v=spf1 +ip4:198.51.100.1 -all");
	finds("v=spf1 include:x.net-all", "missing-blank[include:x.net-all]", "v=spf1 include:x.net -all");
	finds("v=spf1 a:x.com-all", "missing-blank[a:x.com-all]", "v=spf1 a:x.com -all");
	finds("v=spf1 ip4:72.11.154.128/25-all", "missing-blank[ip4:72.11.154.128/25-all]", "v=spf1 ip4:72.11.154.128/25 -all");
	finds("v=spf1 a-all", "missing-blank[a-all]", "v=spf1 a -all");
	finds("v=spf1 mx~all", "missing-blank[mx~all] softfail-all[~all]", "v=spf1 mx ~all");
	finds("v=spf1 ip4:198.51.100.1ip4:198.51.100.9 -all", "missing-blank[ip4:198.51.100.1ip4:198.51.100.9]", "v=spf1 ip4:198.51.100.1 ip4:198.51.100.9 -all");
	finds("v=spf1 mx:http://mail.example.org/ -all", "url[http://mail.example.org/]", "v=spf1 mx:mail.example.org -all");
	finds("v=spf1 a:https://www.example.org:443/x?y -all", "url[https://www.example.org:443/x?y]", "v=spf1 a:www.example.org -all");
	finds("v=spf1 include:joe@example.net -all", "mail-address[joe@example.net]", "v=spf1 include:example.net -all");
	finds("v=spf1 v=spf1 mx -all", "second-version[v=spf1]", "v=spf1 mx -all");
	finds("v=spf1 a -all v=spf1 mx -all", "second-version[v=spf1] behind-all[mx -all]", "v=spf1 a mx -all");
	finds("v=spf1 a -allv=spf1 mx -all", "missing-blank[-allv=spf1] second-version[v=spf1] behind-all[mx -all]", "v=spf1 a mx -all");
	finds("v=spf1 mx \xe2\x80\x93" "all", "dash[\xe2\x80\x93]", "v=spf1 mx -all");
	finds("v=spf1 mx \xe2\x88\x92" "all", "dash[\xe2\x88\x92]", "v=spf1 mx -all");
	finds("v=spf1 mx \x96" "all", "dash[\x96]", "v=spf1 mx -all");
	finds("v=spf1 mx\xc2\xa0-all", "strange-blank[\xc2\xa0]", "v=spf1 mx -all");
	finds("v=spf1 mx -all\r\n", "strange-blank[\r\n]", "v=spf1 mx -all");
	finds("v=spf1 mx\xe2\x80\x8b -all", "invisible[\xe2\x80\x8b]", "v=spf1 mx -all");
	finds("v=spf1 ip4\xef\xbc\x9a" "198.51.100.1 -all", "lookalike[\xef\xbc\x9a]", "v=spf1 ip4:198.51.100.1 -all");
	finds("v=spf1 a\xff -all", "syntax[\xff]", NULL);
	finds("v=spf1 prt -all", "misspelt[prt] ptr[prt]", "v=spf1 ptr -all");
	finds("v=spf1 ip:198.51.100.1 ip:2a00::1 -all", "misspelt[ip] misspelt[ip]", "v=spf1 ip4:198.51.100.1 ip6:2a00::1 -all");
	finds("v=spf1 ipv4:198.51.100.1 -all", "misspelt[ipv4]", "v=spf1 ip4:198.51.100.1 -all");
	finds("v=spf1 mx -al", "misspelt[al]", "v=spf1 mx -all");
	finds("v=spf1 inlcude:spf.example.net -all.", "misspelt[inlcude] misspelt[all.]", "v=spf1 include:spf.example.net -all");
	finds("v=spf1 redirect:example.net", "colon[redirect:example.net]", "v=spf1 redirect=example.net");
	finds("v=spf1 a, mx; ip4:198.51.100.1,198.51.100.9 -all", "separator[,] separator[;] separator[,] name-missing[198.51.100.9]",
	    "v=spf1 a mx ip4:198.51.100.1 ip4:198.51.100.9 -all");
	finds("v=spf1 exists:%{l,}.example.org -all", "", NULL);
	finds("v=spf1 ip4: 198.51.100.1 - all", "blank-inside[ip4: 198.51.100.1] blank-inside[- all]", "v=spf1 ip4:198.51.100.1 -all");
	finds("v=spf1 ip4 :198.51.100.0 /24 -all", "blank-inside[ip4 :198.51.100.0] blank-inside[ip4 :198.51.100.0 /24]", "v=spf1 ip4:198.51.100.0/24 -all");
	finds("v=spf1 include spf.example.net -all", "blank-inside[include spf.example.net]", "v=spf1 include:spf.example.net -all");
	finds("v=spf1 198.51.100.1 mail.example.org _spf.example.net -all",
	    "name-missing[198.51.100.1] name-missing[mail.example.org] name-missing[_spf.example.net]",
	    "v=spf1 ip4:198.51.100.1 a:mail.example.org include:_spf.example.net -all");
	finds("v=spf1 include:ip4:198.51.100.1 --all", "name-twice[include:ip4] sign-twice[--]", "v=spf1 ip4:198.51.100.1 -all");
	finds("v=spf1 -redirect=example.net", "signed-modifier[-redirect=example.net]", "v=spf1 redirect=example.net");
	finds("v=spf1 redirect=example.net redirect=example.com", "repeated-modifier[redirect=example.com]", "v=spf1 redirect=example.net");
	finds("v=spf1 ip6:198.51.100.1 ip4:2a00::1 -all", "wrong-family[ip6:198.51.100.1] wrong-family[ip4:2a00::1]", "v=spf1 ip4:198.51.100.1 ip6:2a00::1 -all");
	finds("v=spf1 a:198.51.100.1 include:198.51.100.128/25 -all", "address-as-name[a:198.51.100.1] address-as-name[include:198.51.100.128/25]",
	    "v=spf1 ip4:198.51.100.1 ip4:198.51.100.128/25 -all");
	finds("v=spf1 ip4:mail.example.org -all", "name-as-address[ip4:mail.example.org]", "v=spf1 a:mail.example.org -all");
	finds("v=spf1 ip4:198.51.100 ip4:203.0.113.* ip4:192.0.2/25 -all",
	    "partial-address[ip4:198.51.100] partial-address[ip4:203.0.113.*] partial-address[ip4:192.0.2/25]",
	    "v=spf1 ip4:198.51.100.0/24 ip4:203.0.113.0/24 ip4:192.0.2.0/24 -all");
}

/* Characters as web pages, zone files and programs write them. */
static void
escapes(void)
{
	finds("v=spf1\\032mx\\032-all", "escape[\\032] escape[\\032]", "v=spf1 mx -all");
	finds("v=spf1%20ip4%3A198.51.100.0%2F24%20-all", "escape[%20] escape[%3A] escape[%2F] escape[%20]", "v=spf1 ip4:198.51.100.0/24 -all");
	finds("v=spf1&nbsp;mx&#32;&#x2013;all", "escape[&nbsp;] escape[&#32;] escape[&#x2013;]", "v=spf1 mx -all");
	finds("v=spf1 mx\\u00a0\\u2013all\\r\\n", "escape[\\u00a0] escape[\\u2013] escape[\\r] escape[\\n]", "v=spf1 mx -all");
	finds("v=spf1 mx <br> ip4:198.51.100.0\\/24 -all", "escape[<br>] escape[\\/]", "v=spf1 mx ip4:198.51.100.0/24 -all");
	finds("&quot;v=spf1 mx -all&quot;", "escape[&quot;] quotes[;] escape[&quot;]", "v=spf1 mx -all");
	finds("v=spf1 exists:%{i}%%20%-%_.example.org -all", "", NULL);
	finds("v=spf1 exists:a%de.example.org -all", "syntax[%d]", NULL);
}

/* What stands between a name and its value, and around it; characters like others. */
static void
joints(void)
{
	finds("v=spf1 ip4::198.51.100.1 include:=spf.example.net ip4.198.51.100.2 ip4198.51.100.3 -all",
	    "colon-missing[ip4::198.51.100.1] colon-missing[include:=spf.example.net] colon-missing[ip4.198.51.100.2] colon-missing[ip4198.51.100.3]",
	    "v=spf1 ip4:198.51.100.1 include:spf.example.net ip4:198.51.100.2 ip4:198.51.100.3 -all");
	finds("v=spf1 redirect==spf.example.net", "colon-missing[redirect==spf.example.net]", "v=spf1 redirect=spf.example.net");
	finds("v=spf1 redirect spf.example.net", "blank-inside[redirect spf.example.net]", "v=spf1 redirect=spf.example.net");
	finds("v=spf1 ip6:::1:2 ip6:2001:db8:: -all", "", NULL);
	finds("v=spf1 [mx] include:<spf.example.net> ip4:(198.51.100.1) -all", "syntax[[mx]] syntax[<spf.example.net>] syntax[(198.51.100.1)]",
	    "v=spf1 mx include:spf.example.net ip4:198.51.100.1 -all");
	finds("v=spf1 a/24:mail.example.org -all", "prefix-length[a/24:mail.example.org]", "v=spf1 a:mail.example.org/24 -all");
	finds("v=spf1 1p4:198.51.100.1 rnx m:example.net inc1ude:spf.example.net -aII", "misspelt[1p4] misspelt[rnx] misspelt[m] misspelt[inc1ude] misspelt[aII]",
	    "v=spf1 ip4:198.51.100.1 mx mx:example.net include:spf.example.net -all");
	finds("v=spf1 \xef\xbd\x89p4:198.51.100.1 \xd0\xb0:mail.example.org -all", "lookalike[\xef\xbd\x89] lookalike[\xd0\xb0]",
	    "v=spf1 ip4:198.51.100.1 a:mail.example.org -all");
	finds("v=spf1 a:\xd1\x80\xd0\xbe\xd1\x81.example -all", "other-script[\xd1\x80\xd0\xbe\xd1\x81.example]", "v=spf1 a:xn--n1ade.example -all");
	finds("v=spf1 a+mx ptr+-all", "missing-blank[a+mx] missing-blank[ptr+-all] ptr[ptr] sign-twice[+-]", "v=spf1 a +mx -all");
	finds("v=spf1 amx *all", "missing-blank[amx] misspelt[*all]", "v=spf1 a mx -all");
	finds("v=spf1 exists:%i.spf.example.net exists:${i}.example.net -all", "macro[%i] macro[${i}]", "v=spf1 exists:%{i}.spf.example.net exists:%{i}.example.net -all");
	finds("v=spf1 ip4:198,51,100,1 ip4:198..51.100.2 ip4:198.51.100.O ip4:l98.51.100.3 include:example,net -all",
	    "syntax[198,51,100,1] syntax[198..51.100.2] syntax[198.51.100.O] syntax[l98.51.100.3] syntax[example,net]",
	    "v=spf1 ip4:198.51.100.1 ip4:198.51.100.2 ip4:198.51.100.0 ip4:198.51.100.3 include:example.net -all");
	finds("v=spf1 ip6:2001:db8 ip6:2001:db9/32 ip6:2001:dba:::1 -all", "partial-address[ip6:2001:db8] partial-address[ip6:2001:db9/32] syntax[2001:dba:::1]",
	    "v=spf1 ip6:2001:db8::/32 ip6:2001:db9::/32 ip6:2001:dba::1 -all");
	finds("v=spf1 include:spf.example.net,spf.example.org -all", "separator[,]", "v=spf1 include:spf.example.net include:spf.example.org -all");
	finds("version=spf1 mx -all", "version-misspelt[version=spf1]", "v=spf1 mx -all");
	finds("spf=v1 mx -all", "version-misspelt[spf=v1]", "v=spf1 mx -all");
	finds("v=spf1 mx spf2.0/pra allow -all", "second-version[spf2.0/pra] word[allow]", "v=spf1 mx -all");
	finds("v=spf1 all=- mx", "equals-sign[all=-] behind-all[mx]", "v=spf1 mx -all");
}

static void
values(void)
{
	finds("v=spf1 ip4:198.51.100.1-198.51.100.6 -all", "address-range[ip4:198.51.100.1-198.51.100.6]",
	    "v=spf1 ip4:198.51.100.1 ip4:198.51.100.2/31 ip4:198.51.100.4/31 ip4:198.51.100.6 -all");
	finds("v=spf1 mx ?ip4:198.51.100.16-31 -all", "address-range[?ip4:198.51.100.16-31]", "v=spf1 mx ?ip4:198.51.100.16/28 -all");
	finds("v=spf1 ip4:198.51.100.8 - 198.51.100.9 -all", "address-range[ip4:198.51.100.8 - 198.51.100.9]", "v=spf1 ip4:198.51.100.8/31 -all");
	finds("v=spf1 ip6:2001:db8::-2001:db8::ffff -all", "address-range[ip6:2001:db8::-2001:db8::ffff]", "v=spf1 ip6:2001:db8::/112 -all");
	finds("v=spf1 ip4:198.51.100.9-198.51.100.2 -all", "address-range[ip4:198.51.100.9-198.51.100.2]", NULL);        /* which one is wrong? */
	finds("v=spf1 ip4:198.51.100.9-2001:db8::1 -all", "address-range[ip4:198.51.100.9-2001:db8::1]", NULL);
	finds("v=spf1 mx\\; ip4:198.51.100.1\\; -all\\;", "separator[\\;] separator[\\;] separator[\\;]", "v=spf1 mx ip4:198.51.100.1 -all");
	finds("v=spf1 mx\\;ip4:198.51.100.1\\;-all", "separator[\\;]", "v=spf1 mx ip4:198.51.100.1 -all");
	finds("v=spf1 mx all-", "misspelt[all-]", "v=spf1 mx -all");
	finds("v=spf1 include.spf.example.org -all", "misspelt[include.spf.example.org]", "v=spf1 include:spf.example.org -all");
	finds("v=spf1 mx -all # our mail server", "trailing-text[# our mail server]", "v=spf1 mx -all");
	finds("v=spf1 mx -all // a mx", "trailing-text[// a mx]", "v=spf1 mx -all");
	finds("v=spf1 mx ~all our mail server", "softfail-all[~all] trailing-text[our mail server]", "v=spf1 mx ~all");
	finds("v=spf1 ip4:198.51.100.0/255.255.255.128 -all", "netmask[ip4:198.51.100.0/255.255.255.128]", "v=spf1 ip4:198.51.100.0/25 -all");
	finds("v=spf1 ip4:198.51.100.0/255.0.255.0 -all", "syntax[198.51.100.0/255.0.255.0]", NULL);
	finds("v=spf1 ip4:198.051.100.1 -all", "partial-address[ip4:198.051.100.1]", "v=spf1 ip4:198.51.100.1 -all");
	finds("v=spf1 a/24/64 ip4:198.51.100.1//32 ptr/24 mx/ -all",
	    "prefix-length[a/24/64] prefix-length[ip4:198.51.100.1//32] prefix-length[ptr/24] ptr[ptr] prefix-length[mx/]",
	    "v=spf1 a/24//64 ip4:198.51.100.1/32 mx -all");
	finds("v=spf1 ip4:198.51.100.1/33 -all", "prefix-length[ip4:198.51.100.1/33]", "v=spf1 ip4:198.51.100.1/32 -all");
	finds("v=spf1 a:mail.example.org:25 ip4:198.51.100.1:25 -all", "port[:25] port[:25]", "v=spf1 a:mail.example.org ip4:198.51.100.1 -all");
	finds("v=spf1 a: mx: include: -all", "value-missing[a:] value-missing[mx:] value-missing[include:]", "v=spf1 a mx -all");
	finds("v=spf1 exists:%(i).example.org exists:{i}.example.net -all", "macro[%(i)] macro[{i}]", "v=spf1 exists:%{i}.example.org exists:%{i}.example.net -all");
	finds("v=spf1 a:mail..example.org a:*.example.org a:localhost -all", "bad-name[mail..example.org] wildcard[*.example.org] syntax[localhost]",
	    "v=spf1 a:mail.example.org a:*.example.org a:localhost -all");
	finds("v=spf1 x-note=why ra=postmaster redirct=example.net", "unknown-modifier[x-note=why] misspelt-modifier[redirct=example.net]",
	    "v=spf1 x-note=why ra=postmaster redirect=example.net");
	finds("v=spf1 mx:mail.example.org//64/ a/24/ -all", "prefix-length[mx:mail.example.org//64/] prefix-length[a/24/]", "v=spf1 mx:mail.example.org//64 a/24 -all");
	finds("v=spf1 * ip4:198.51.100.0/24. a:www.example.org: -all", "syntax[*] syntax[.] syntax[:]", "v=spf1 ip4:198.51.100.0/24 a:www.example.org -all");
	finds("v=spf1 mx -all -", "syntax[-]", "v=spf1 mx -all");
	finds("v=spf1 ip4:198.51.100.0/24+mx -all", "missing-blank[ip4:198.51.100.0/24+mx]", "v=spf1 ip4:198.51.100.0/24 +mx -all");
	finds("v=spf1 -all:x -all", "syntax[:x] behind-all[-all]", "v=spf1 -all");
}

/* What was meant is not certain: what is proposed lets in nobody who was not named. */
static void
guesses(void)
{
	finds("v=spf1 ip6:2a00::1/129 mx/33 a:mail.example.org/64 -all", "prefix-length[ip6:2a00::1/129] prefix-length[mx/33] prefix-length[a:mail.example.org/64]",
	    "v=spf1 ip6:2a00::1/128 mx/32 a:mail.example.org//64 -all");
	finds("v=spf1 ip4:198.51.100.1/99999999999999999999 a/24//129 -all", "prefix-length[ip4:198.51.100.1/99999999999999999999] prefix-length[a/24//129]",
	    "v=spf1 ip4:198.51.100.1/32 a/24//128 -all");
	finds("v=spf1 mx ip4:198.51.300.1 -all", "syntax[300]", NULL);
	finds("v=spf1 mx ip4:198.51.300 -all", "syntax[198.51.300]", NULL);
	finds("v=spf1 a:mail mx:mail2./24 -all", "short-name[mail] short-name[mail2.]", "v=spf1 a:mail.%{d} mx:mail2.%{d}/24 -all");
	finds("v=spf1 include:spf a:localhost -all", "short-name[spf] syntax[localhost]", NULL);
	struct spf_subject subject = { .text = STR("v=spf1 include:spf exp=why -all"), .domain = STR("example.org") };
	spf_lint(&subject, arena, &lint);
	is_str(lint.proposed, "v=spf1 include:spf.example.org exp=why.example.org -all", "the domain is known");
}

/* Words for people, and where they end. */
static void
comments(void)
{
	finds("v=spf1 mx // our words ip4:198.51.100.1 -all", "comment[// our words]", "v=spf1 mx ip4:198.51.100.1 -all");
	finds("v=spf1 a ; the web shop mx -all", "comment[; the web shop]", "v=spf1 a mx -all");
	finds("v=spf1 a #shop ip4=198.51.100.1 /* office */ mx -all", "comment[#shop] equals-sign[ip4=198.51.100.1] comment[/* office */]", "v=spf1 a ip4:198.51.100.1 mx -all");
	finds("v=spf1 mx -- this is a server include:spf.example.net -all", "comment[-- this is a server]", "v=spf1 mx include:spf.example.net -all");
	finds("v=spf1 mx our mail server -all", "comment[our mail server]", "v=spf1 mx -all");
	finds("v=spf1 mx # the office", "trailing-text[# the office] no-all", "v=spf1 mx ~all");
	finds("v=spf1 mx -all /* done */", "trailing-text[/* done */]", "v=spf1 mx -all");
	finds("v=spf1 a //64 mx -all", "blank-inside[a //64]", "v=spf1 a//64 mx -all");
	finds("v=spf1 prt alll", "misspelt[prt] ptr[prt] misspelt[alll] pass-all[alll]", "v=spf1 ptr ~all");
	finds("v=spf1 mx office -all", "syntax[office]", NULL);
	finds("v=spf1 mx exp=You may not send -all", "prose[exp=You may not send]", "v=spf1 mx -all");
	finds("v=spf1 mx exp=\"You may not: see our site\" -all", "prose[exp=\"You may not: see our site\"]", "v=spf1 mx -all");
	finds("v=spf1 mx -all exp=Rejected", "prose[exp=Rejected]", "v=spf1 mx -all");
	finds("v=spf1 ip4:198.51.100.1|198.51.100.9 -all", "separator[|] name-missing[198.51.100.9]", "v=spf1 ip4:198.51.100.1 ip4:198.51.100.9 -all");
	finds("v=spf1 include:spf.example.coma:mail.example.net -all", "missing-blank[include:spf.example.coma:mail.example.net]",
	    "v=spf1 include:spf.example.com a:mail.example.net -all");
	finds("v=spf1 a:www.example.orgmx:example.net -all", "missing-blank[a:www.example.orgmx:example.net]", "v=spf1 a:www.example.org mx:example.net -all");
}

/* A record as people would say it. */
static void
words(void)
{
	finds("v=spf1 a and mx -all", "word[and]", "v=spf1 a mx -all");
	finds("v=spf1 a | mx or ip4:198.51.100.1 -all", "word[|] word[or]", "v=spf1 a mx ip4:198.51.100.1 -all");
	finds("v=spf1 a/mx -all", "separator[/]", "v=spf1 a mx -all");
	finds("v=spf1 a/mx/ip4:198.51.100.0/24/-all", "separator[/] separator[/] separator[/]", "v=spf1 a mx ip4:198.51.100.0/24 -all");
	finds("v=spf1 ip4/198.51.100.1 mx/mail.example.org -all", "colon-missing[/] colon-missing[/]", "v=spf1 ip4:198.51.100.1 mx:mail.example.org -all");
	finds("v=spf1 ?a:www.example.org/mail.example.org/24 -all", "separator[/]", "v=spf1 ?a:www.example.org ?a:mail.example.org/24 -all");
	finds("v=spf1 mx !all", "misspelt[!all]", "v=spf1 mx -all");
	finds("v=spf1 mx =all", "misspelt[=all]", "v=spf1 mx -all");
	finds("v=spf1 mx _all", "misspelt[_all]", "v=spf1 mx -all");
	finds("v=spf1 !ip4:198.51.100.9 mx -all", "misspelt[!ip4:198.51.100.9]", "v=spf1 -ip4:198.51.100.9 mx -all");
	finds("v=spf1 mx not all", "word[not all]", "v=spf1 mx -all");
	finds("v=spf1 mx fail", "word[fail]", "v=spf1 mx -all");
	finds("v=spf1 mx Softfail", "word[Softfail] softfail-all[Softfail]", "v=spf1 mx ~all");
	finds("v=spf1 mx -none", "word[-none]", "v=spf1 mx -all");
	finds("v=spf1 mx +none", "word[+none]", "v=spf1 mx -all");
	finds("v=spf1 mx -any", "word[-any]", "v=spf1 mx -all");
	finds("v=spf1 mx any", "word[any] pass-all[any]", "v=spf1 mx ~all");
	finds("v=spf1 mx fail -all", "word[fail]", "v=spf1 mx -all");
	finds("v=spf1 mx all=fail", "equals-sign[all=fail]", "v=spf1 mx -all");
	finds("v=spf1 mx -all=", "equals-sign[-all=]", "v=spf1 mx -all");
	finds("v=spf1 mx all:softfail", "softfail-all[all:softfail] syntax[:softfail]", "v=spf1 mx ~all");
	finds("v=spf1 domain:example.net -all", "misspelt[domain]", "v=spf1 include:example.net -all");
	finds("v=spf1 mx (our own server) -all", "word[(our own server)]", "v=spf1 mx -all");
	finds("v=spf1 mx -all)", "word[)]", "v=spf1 mx -all");
	finds("v=spf1 mx (a -all", "syntax[(a]", NULL);
	finds("v=spf1 m x i p4:198.51.100.1 -a ll", "blank-inside[m x] blank-inside[i p4:198.51.100.1] blank-inside[-a ll]", "v=spf1 mx ip4:198.51.100.1 -all");
	finds("v=spf1 ip4:[198.51.100.1] ip6:[2a00::]/64 -all", "syntax[[198.51.100.1]] syntax[[2a00::]]", "v=spf1 ip4:198.51.100.1 ip6:2a00::/64 -all");
	finds("v=spf1 ip4:198.51.100.0\\24 -all", "syntax[198.51.100.0\\24]", "v=spf1 ip4:198.51.100.0/24 -all");
	finds("v=spf1 exists:%{ir.%{v}.%{d -all", "macro[%{ir.%{v}] macro[%{d]", "v=spf1 exists:%{ir}.%{v}.%{d} -all");
}

static void
sense(void)
{
	finds("v=spf1 mx -all", "", NULL);
	finds("v=spf1 a:%{d1r}.example.org/24//64 include:spf.example.net ?include:spf.example.com exp=why.example.org -all", "", NULL);
	finds("v=spf1 mx +all", "pass-all[+all]", "v=spf1 mx ~all");
	finds("v=spf1 all", "pass-all[all]", "v=spf1 -all");
	finds("v=spf1 mx ?all", "neutral-all[?all]", "v=spf1 mx ~all");
	finds("v=spf1 mx ~all", "softfail-all[~all]", NULL);
	finds("v=spf1 mx", "no-all", "v=spf1 mx ~all");
	finds("v=spf1", "no-all", "v=spf1 -all");
	finds("v=spf1 redirect=example.net", "", NULL);
	finds("v=spf1 -all mx ip4:198.51.100.1", "behind-all[mx ip4:198.51.100.1]", "v=spf1 mx ip4:198.51.100.1 -all");
	finds("v=spf1 mx -all ~all", "behind-all[~all]", "v=spf1 mx -all");
	finds("v=spf1 all mx", "pass-all[all] behind-all[mx]", "v=spf1 mx ~all");
	finds("v=spf1 ?all mx ip4=198.51.100.1", "neutral-all[?all] behind-all[mx ip4=198.51.100.1] equals-sign[ip4=198.51.100.1]", "v=spf1 mx ip4:198.51.100.1 ~all");
	finds("v=spf1 ~all mx", "softfail-all[~all] behind-all[mx]", "v=spf1 mx ~all");
	finds("v=spf1 +all mx -all", "pass-all[+all] behind-all[mx -all]", "v=spf1 mx -all");
	finds("v=spf1 mx redirect=example.net -all", "redirect-beside-all[redirect=example.net]", "v=spf1 mx include:example.net -all");
	finds("v=spf1 mx -all redirect=example.net", "redirect-beside-all[redirect=example.net]", "v=spf1 mx include:example.net -all");
	finds("v=spf1 include:example.net -all redirect=example.net", "redirect-beside-all[redirect=example.net]", "v=spf1 include:example.net -all");
	finds("v=spf1 ptr:example.org exists:%{p}.example.org -all", "ptr[ptr:example.org] macro-p[exists:%{p}.example.org]", "v=spf1 exists:%{p}.example.org -all");
	finds("v=spf1 ptr a:b\xc3\xbc""cher.example/24 -all", "ptr[ptr] other-script[b\xc3\xbc""cher.example]", "v=spf1 a:xn--bcher-kva.example/24 -all");
	finds("v=spf1 ptr -all", "ptr[ptr]", NULL);     /* nobody else: that must be told */
	finds("v=spf1 ip4:192.168.1.1 ip4:10.0.0.0/8 ip6:fe80::1 ip4:127.0.0.1 mx -all",
	    "private-address[ip4:192.168.1.1] private-address[ip4:10.0.0.0/8] private-address[ip6:fe80::1] private-address[ip4:127.0.0.1]", "v=spf1 mx -all");
	finds("v=spf1 ip6:::ffff:198.51.100.1 -all", "mapped-address[ip6:::ffff:198.51.100.1]", "v=spf1 ip4:198.51.100.1 -all");
	finds("v=spf1 ip4:198.51.100.1/24 -ip6:2a00::1/32 -all", "host-bits[ip4:198.51.100.1/24] host-bits[-ip6:2a00::1/32]", "v=spf1 ip4:198.51.100.0/24 -ip6:2a00::/32 -all");
	finds("v=spf1 ip4:0.0.0.0/0 -all", "pass-all[ip4:0.0.0.0/0]", NULL);
	finds("v=spf1 ip4:8.0.0.0/8 ip6:2a00::/12 a/8 -all", "large-network[ip4:8.0.0.0/8] large-network[ip6:2a00::/12] large-network[a/8]", NULL);
	finds("v=spf1 a MX a mx:example.org Mx a/24 -all", "duplicate[a] duplicate[Mx]", "v=spf1 a MX mx:example.org a/24 -all");
	finds("v=spf1 ip4:198.51.100.9 ip4:198.51.100.0/24 ip4:198.51.100.0/24 -all", "overlap[ip4:198.51.100.9] duplicate[ip4:198.51.100.0/24]", "v=spf1 ip4:198.51.100.0/24 -all");
	finds("v=spf1 -ip4:198.51.100.9 ip4:198.51.100.0/24 -all", "", NULL);
	finds("v=spf1 ip4:198.51.100.9 -ip4:198.51.100.8/29 ip4:198.51.100.0/24 -all", "", NULL);
	finds("v=spf1 a mx include:a.example include:b.example include:c.example include:d.example include:e.example include:f.example "
	    "exists:g.example mx:i.example redirect=h.example", "too-many-lookups", NULL);
	finds("v=spf1 ip4=10.0.0.5/8-all", "missing-blank[ip4=10.0.0.5/8-all] equals-sign[ip4=10.0.0.5/8] private-address[ip4=10.0.0.5/8]", "v=spf1 -all");
}

static void
sizes(void)
{
	struct str text = STR("v=spf1");
	for (unsigned i = 0; i < 40; i++)
		text = arena_print(arena, "%.*s ip4:198.51.100.%u", (int)text.n, text.p, i * 2);
	text = arena_print(arena, "%.*s -all", (int)text.n, text.p);
	struct spf_subject subject = { .text = text };
	spf_lint(&subject, arena, &lint);
	is_str(told(), "long-string long-answer", "a record that is long");
	arena_reset(arena);
}

/* Each correction by itself, and more findings than are told. */
static void
corrections(void)
{
	static char text[8000];
	struct spf_subject subject = { .text = STR("v=spf1 ip4=198.51.100.1 prt -al") };
	spf_lint(&subject, arena, &lint);
	is_str(lint.findings[0].corrected, "v=spf1 ip4:198.51.100.1 prt -al", "the first correction alone");
	is_str(lint.findings[1].corrected, "v=spf1 ip4=198.51.100.1 ptr -al", "the second");
	is_str(lint.findings[2].corrected, "v=spf1 ip4:198.51.100.1 -all", "ptr goes away");
	is_str(lint.findings[3].corrected, "v=spf1 ip4=198.51.100.1 prt -all", "the last");
	memcpy(text, "v=spf1", 6);
	for (size_t i = 0; i < 1000; i++)
		memcpy(text + 6 + i * 7, " b=v6.x", 7);
	subject.text = (struct str){ text, 7006 };
	spf_lint(&subject, arena, &lint);
	ok(lint.count == SPF_FINDINGS_MAX && lint.left_out > 700, "what is too much is counted");
	for (int kind = 0; kind < SPF_FINDING_KINDS; kind++)
		ok(spf_finding_name(kind)[0] != '\0' && str_suffix(str_of(spf_finding_why(kind)), "."), spf_finding_name(kind));
	arena_reset(arena);
}

int
main(void)
{
	arena = arena_open();
	heads();
	terms();
	escapes();
	joints();
	values();
	guesses();
	comments();
	words();
	sense();
	sizes();
	corrections();
	arena_close(arena);
	return done_testing();
}
