/*
 * unit_handover.c - chains of Received lines: at which hop the bouncing organisation took the message over, and where it began.
 * Ours is ours.test with 198.51.100.0/28; the bouncer is bouncer.example; the forger sits at 203.0.113.66.
 */
#include "tests/tap.h"

#include <stdlib.h>

#include "schema/network.h"
#include "tests/legs.h"

enum { LINES_MAX = 8 };

#define DATE "; Fri, 21 Feb 2025 09:21:54 +0000"
#define FORGED "from pc (unknown [198.51.100.99]) by mail.ours.test (Postfix) with ESMTPSA id 4XyZ1b2c3dz9tqk" DATE
#define BY_FORGER "from mail.ours.test (unknown [203.0.113.66]) by mx.bouncer.example (Postfix) with ESMTP id A1B2C3D4" DATE
#define FROM_OURS "from mail.ours.test (mail.ours.test [198.51.100.1]) by mx.bouncer.example (Postfix) with ESMTPS id A1B2C3D4" DATE

static const struct scenario {
	const char *name, *reporter, *delivered_by_ip;
	int handed, origin;
	const char *lines[LINES_MAX];
} scenarios[] = {
	{ "no Received at all", "mx.bouncer.example", NULL, -1, -1, { NULL } },
	{ "one hop, from the forger", "mx.bouncer.example", NULL, 0, 0, { BY_FORGER } },
	{ "with a line below that is forged in our name", "mx.bouncer.example", NULL, 0, 0, { BY_FORGER, FORGED } },
	{ "no reporter: the topmost line tells who bounces", NULL, NULL, 0, 0, { BY_FORGER } },
	{ "one hop, from us", "mx.bouncer.example", NULL, 0, 0, { FROM_OURS } },
	{ "from us, of a user who had logged in", "mx.bouncer.example", NULL, 0, 1, { FROM_OURS, FORGED } },
	{ "from us, of our own web server", "mx.bouncer.example", NULL, 0, 0,
	    { FROM_OURS, "by mail.ours.test (Postfix, from userid 33) id 17CCA8044" DATE } },
	{ "from us, of a host with a private address", "mx.bouncer.example", NULL, 0, 0,
	    { FROM_OURS, "from pc (unknown [10.1.2.3]) by mail.ours.test (Postfix) with ESMTP id 17CCA8044" DATE } },

	{ "what we passed on for a stranger, through our content filter", "mx.bouncer.example", NULL, 3, 3,
	    { FROM_OURS, "from localhost (localhost [127.0.0.1]) by mail.ours.test (Postfix) with ESMTP id 37CCA8044" DATE,
	      "from mail.ours.test ([127.0.0.1]) by localhost (mail.ours.test [127.0.0.1]) (amavis, port 10024) with ESMTP id x" DATE,
	      "from a (unknown [203.0.113.66]) by mail.ours.test (Postfix) with ESMTP id 17CCA8044" DATE } },

	/* inner hops */
	{ "a filter on loopback", "mx.bouncer.example", NULL, 2, 2,
	    { "from localhost (localhost [127.0.0.1]) by mx.bouncer.example (Postfix) with ESMTP id 27CCA8044" DATE,
	      "from mx.bouncer.example ([127.0.0.1]) by localhost (mx.bouncer.example [127.0.0.1]) (amavisd-new, port 10024) with ESMTP id x" DATE,
	      BY_FORGER } },
	{ "a filter in a private network", "mx.bouncer.example", NULL, 1, 1,
	    { "from mx.bouncer.example (mx.bouncer.example [10.0.0.5]) by store.bouncer.example (Postfix) with ESMTP id 27CCA8044" DATE, BY_FORGER } },
	{ "a filter that stamps nothing, and a forged line", "mx.bouncer.example", NULL, -1, -1,
	    { "from localhost (localhost [127.0.0.1]) by mx.bouncer.example (Postfix) with ESMTP id 27CCA8044" DATE, FORGED } },
	{ "a filter that stamps nothing, and a line forged in a stranger's name", "mx.bouncer.example", NULL, -1, -1,
	    { "from localhost (localhost [127.0.0.1]) by mx.bouncer.example (Postfix) with ESMTP id 27CCA8044" DATE,
	      "from mail.ours.test ([198.51.100.1]) by mx.other.test (Postfix) with ESMTP id 17CCA8044" DATE } },
	{ "inner host of another name, which it told in its HELO", "mail.customer.test", NULL, 1, 1,
	    { "from in7.bouncer.example ([10.0.0.5]) by mail.customer.test (Postfix) with ESMTP id 27CCA8044" DATE,
	      "from a (unknown [203.0.113.66]) by in7.bouncer.example (Postfix) with ESMTP id A1B2C3D4" DATE } },
	{ "inner host with a public address, by its confirmed name", "store.bouncer.example", NULL, 1, 1,
	    { "from mx (mx.bouncer.example [192.0.2.25]) by store.bouncer.example (Postfix) with ESMTP id 27CCA8044" DATE, BY_FORGER } },
	{ "who only calls himself an inner host", "store.bouncer.example", NULL, 0, 1,
	    { "from mx.bouncer.example (unknown [203.0.113.66]) by store.bouncer.example (Postfix) with ESMTP id 27CCA8044" DATE,
	      "from mail.ours.test (mail.ours.test [198.51.100.1]) by mx.bouncer.example (Postfix) with ESMTP id A1B2C3D4" DATE } },
	{ "who names his address backwards as an inner host", "mx.bouncer.example", NULL, 0, 1,
	    { "from mx2.bouncer.example (mx2.bouncer.example [203.0.113.66] (may be forged)) by mx.bouncer.example (8.17.1/8.17.1) with ESMTP id A" DATE,
	      "from mail.ours.test (mail.ours.test [198.51.100.1]) by mx2.bouncer.example (8.17.1/8.17.1) with ESMTP id B" DATE } },
	{ "from us, beside the host that brought the bounce", "mx.bouncer.example", "198.51.100.20", 0, 1,
	    { FROM_OURS, FORGED } },
	{ "a stranger beside it, who calls himself by our name", "mx.bouncer.example", "203.0.113.67", 0, 0, { BY_FORGER, FORGED } },
	{ "beside the host that brought the bounce, and called by its name", "store.bouncer.example", "192.0.2.26", 1, 1,
	    { "from unknown (HELO mx.bouncer.example) (192.0.2.25) by store.bouncer.example with SMTP" DATE,
	      "from unknown (HELO a) (203.0.113.66) by mx.bouncer.example with SMTP" DATE } },
	{ "called so, but in another network than that", "store.bouncer.example", "192.0.2.26", 0, 1,
	    { "from unknown (HELO mx.bouncer.example) (192.0.99.25) by store.bouncer.example with SMTP" DATE,
	      "from unknown (HELO a) (203.0.113.66) by mx.bouncer.example with SMTP" DATE } },
	{ "beside it alone", "mx.bouncer.example", "203.0.113.67", 0, 1,
	    { "from unknown (HELO a.forger.test) (203.0.113.66) by mx.bouncer.example with SMTP" DATE,
	      "from unknown (HELO mail.ours.test) (198.51.100.1) by mx2.bouncer.example with SMTP" DATE } },
	{ "who brought the bounce, too, under no name", "store.local", "192.0.2.25", 1, 1,
	    { "from unknown (HELO gateway) (192.0.2.25) by store.local with SMTP" DATE, BY_FORGER } },
	{ "beside it, with the name of the next line", "store.local", "45.83.17.26", 1, 1,
	    { "from unknown (HELO gateway.hoster.test) (45.83.17.25) by store.local with SMTP" DATE,
	      "from unknown (HELO a) (203.0.113.66) by gateway.hoster.test with SMTP" DATE } },
	{ "the same where hosts of any organisation lie side by side: a relay calls itself so, too", "store.local", "192.0.2.26", 0, 1,
	    { "from unknown (HELO gateway.hoster.test) (192.0.2.25) by store.local with SMTP" DATE,
	      "from unknown (HELO a) (203.0.113.66) by gateway.hoster.test with SMTP" DATE } },
	{ "an inner host of two names, which it stamps with the address that the next line has", "store.bouncer.example", NULL, 2, 2,
	    { "from in7.bouncer.example (2001:db8:4:a5::22) by store.bouncer.example (2001:db8:803:b7::15) with Microsoft SMTP Server id 15.20.5857.2" DATE,
	      "from edge3.bouncer.example (2001:db8:4:a5:cafe::d0) by in7.bouncer365.test (2001:db8:4:a5::22) with Microsoft SMTP Server id 15.20.5857.2 via Frontend Transport" DATE,
	      "from a (203.0.113.66) by edge3.mail.bouncer.example (10.152.20.145) with Microsoft SMTP Server id 15.20.5857.2 via Frontend Transport" DATE } },
	{ "the same, with another address in that line", "store.bouncer.example", NULL, 0, 0,
	    { "from in7.bouncer.example (2001:db8:4:a5::22) by store.bouncer.example (2001:db8:803:b7::15) with Microsoft SMTP Server id 15.20.5857.2" DATE,
	      "from edge3.bouncer.example (2001:db8:4:a5:cafe::d0) by in7.bouncer365.test (2001:db8:4:a5::23) with Microsoft SMTP Server id 15.20.5857.2 via Frontend Transport" DATE,
	      "from a (203.0.113.66) by edge3.mail.bouncer.example (10.152.20.145) with Microsoft SMTP Server id 15.20.5857.2 via Frontend Transport" DATE } },
	{ "an inner host of the reporter's name", "mx.bouncer.example", NULL, 1, 1,
	    { "from mx (mx.bouncer.example [192.0.2.25]) by store.hoster.test (Postfix) with ESMTP id B" DATE, BY_FORGER } },
	{ "one of the topmost line's name", NULL, NULL, 2, 2,
	    { "from in7.other.test (unknown [10.0.0.5]) by store.hoster.test (Postfix) with ESMTP id C" DATE,
	      "from out (out.hoster.test [192.0.2.30]) by in7.other.test (Postfix) with ESMTP id B" DATE,
	      "from a (unknown [203.0.113.66]) by out.hoster.test (Postfix) with ESMTP id A" DATE } },
	{ "one of the name of the host that stamped the line", "mx.bouncer.example", NULL, 2, 2,
	    { "from in7 (in7.other.test [10.0.0.5]) by store.hoster.test (Postfix) with ESMTP id C" DATE,
	      "from mx (mx.other.test [192.0.2.30]) by in7.other.test (Postfix) with ESMTP id B" DATE,
	      "from a (unknown [203.0.113.66]) by mx.other.test (Postfix) with ESMTP id A" DATE } },
	{ "one below which nothing can be read", "store.bouncer.example", NULL, 0, 0,
	    { "from mx (mx.bouncer.example [192.0.2.25]) by store.bouncer.example (Postfix) with ESMTP id B" DATE, "so it came" } },
	{ "localhost without an address", "mx.bouncer.example", NULL, 1, 1, { "from localhost by mx.bouncer.example with ESMTP id B" DATE, BY_FORGER } },
	{ "an inner host without an address", "mx.bouncer.example", NULL, 1, 1,
	    { "from mx.bouncer.example by store.bouncer.example with ESMTP id B" DATE, BY_FORGER } },
	{ "no SMTP", "mx.bouncer.example", NULL, 1, 1, { "from GWIA-MTA by gw.bouncer.example with Novell_GroupWise" DATE, BY_FORGER } },
	{ "an inner host of one label, and a line in our name", "mx.bouncer.example", NULL, -1, -1,
	    { "from localhost (localhost [127.0.0.1]) by store (Postfix) with ESMTP id B" DATE, FORGED } },
	{ "a customer of the bouncer, with a name of it", "mx.bouncer.example", NULL, 0, 0,
	    { "from pc (dsl-66.bouncer.example [203.0.113.66]) by mx.bouncer.example (Postfix) with ESMTP id A1B2C3D4" DATE } },
	{ "a user of the bouncer who has logged in", "mx.bouncer.example", NULL, 0, 1,
	    { "from pc (dsl-66.bouncer.example [203.0.113.66]) by mx.bouncer.example (Postfix) with ESMTPSA id A1B2C3D4" DATE,
	      "from a ([198.51.100.1]) by relay.bouncer.example (Postfix) with ESMTP id B" DATE } },
	{ "a browser", "webmail.bouncer.example", NULL, 0, 0, { "from [203.0.113.66] by webmail.bouncer.example with HTTP" DATE } },
	{ "qmail", "mx.bouncer.example", NULL, 2, 2,
	    { "(qmail 12347 invoked by alias); 21 Feb 2025 08:21:54 -0000", "(qmail 12345 invoked from network); 21 Feb 2025 08:21:54 -0000",
	      "from unknown (HELO mail.ours.test) (203.0.113.66) by mx.bouncer.example with SMTP; 21 Feb 2025 08:21:54 -0000", FORGED } },
	{ "Exchange with its inner hops", "AM6PR01MB5678.eurprd01.prod.bouncer.example", NULL, 2, 2,
	    { "from DB8PR01CA0012.eurprd01.prod.bouncer.example (2001:4860:10:b8::15) by AM6PR01MB5678.eurprd01.prod.bouncer.example (2001:4860:20b:a0::12) "
	      "with Microsoft SMTP Server (version=TLS1_2, cipher=X) id 15.20.8466.18" DATE,
	      "from DB5EUR01FT012.eop-EUR01.prod.protection.bouncer.example (2001:4860:10:b8:cafe::a1) by DB8PR01CA0012.outlook.bouncer.example "
	      "(2001:4860:10:b8::15) with Microsoft SMTP Server (version=TLS1_2, cipher=X) id 15.20.8466.18 via Frontend Transport" DATE,
	      "from mail.ours.test (203.0.113.66) by DB5EUR01FT012.mail.protection.bouncer.example (10.152.4.123) with Microsoft SMTP Server "
	      "(version=TLS1_2, cipher=X) id 15.20.8466.11 via Frontend Transport" DATE } },
	{ "Exchange in a company", "EXCH02.corp.bouncer.example", NULL, 2, 2,
	    { "from EXCH01.corp.local (10.1.2.3) by EXCH02.corp.bouncer.example (10.1.2.4) with Microsoft SMTP Server (TLS) id 14.3.123.4" DATE,
	      "from mx.bouncer.example (192.168.7.2) by EXCH01.corp.local (10.1.2.3) with Microsoft SMTP Server (TLS) id 14.3.123.4" DATE, BY_FORGER } },
	{ "Google", "googlemail.com", NULL, 1, 1,
	    { "by 2002:a05:6a10:1234:b0:5a1:b2c3:d4e5 with SMTP id a1csp1234567pxf; Fri, 21 Feb 2025 00:21:54 -0800 (PST)",
	      "from mail.ours.test ([203.0.113.66]) by mx.google.com with ESMTPS id 4fb4d7f45d1cf for <joe@bouncer.example>; Fri, 21 Feb 2025 00:21:54 -0800 (PST)" } },
	{ "mail fetched from elsewhere", "pc.bouncer.example", NULL, 1, 1,
	    { "from pop.bouncer.example [192.0.2.110] by pc.bouncer.example with POP3 (fetchmail-6.4.37) for <joe@localhost> (single-drop)" DATE,
	      "from a (unknown [203.0.113.66]) by pop.bouncer.example (Postfix) with ESMTP id A1B2C3D4" DATE } },
	{ "a list server of the bouncer", "lists.bouncer.example", NULL, 1, 1,
	    { "from lists.bouncer.example (localhost [127.0.0.1]) by lists.bouncer.example (Postfix) with ESMTP id B" DATE,
	      "from mail.ours.test (unknown [203.0.113.66]) by lists.bouncer.example (Postfix) with ESMTP id A" DATE } },
	{ "a list server elsewhere: it handed the mail over", "mx.bouncer.example", NULL, 0, 2,
	    { "from lists.example.net (lists.example.net [192.0.2.77]) by mx.bouncer.example (Postfix) with ESMTP id C" DATE,
	      "from lists.example.net (localhost [127.0.0.1]) by lists.example.net (Postfix) with ESMTP id B" DATE,
	      "from a (unknown [203.0.113.66]) by lists.example.net (Postfix) with ESMTP id A" DATE } },
	{ "a forwarder elsewhere, of mail of ours", "mx.bouncer.example", NULL, 0, 1,
	    { "from fwd.example.net (fwd.example.net [192.0.2.77]) by mx.bouncer.example (Postfix) with ESMTP id C" DATE,
	      "from mail.ours.test (mail.ours.test [198.51.100.1]) by fwd.example.net (Postfix) with ESMTP id B" DATE } },
	{ "a forwarder elsewhere, of mail forged in our name", "mx.bouncer.example", NULL, 0, 1,
	    { "from fwd.example.net (fwd.example.net [192.0.2.77]) by mx.bouncer.example (Postfix) with ESMTP id C" DATE,
	      "from mail.ours.test (unknown [203.0.113.66]) by fwd.example.net (Postfix) with ESMTP id B" DATE, FORGED } },
	{ "a client of one label, above a line in a name of the world", "mx.bouncer.example", NULL, 0, 0,
	    { "from pc (unknown [203.0.113.66]) by mx.bouncer.example (Postfix) with ESMTP id C" DATE,
	      "from a ([192.0.2.77]) by mail.other.test (Postfix) with ESMTP id B" DATE } },
	{ "  unless it has a confirmed name of that house", "mx.bouncer.example", NULL, 0, 1,
	    { "from pc (out.other.test [203.0.113.66]) by mx.bouncer.example (Postfix) with ESMTP id C" DATE,
	      "from a ([192.0.2.77]) by mail.other.test (Postfix) with ESMTP id B" DATE } },
	{ "  or writes its address into that line", "mx.bouncer.example", NULL, 0, 1,
	    { "from pc (unknown [203.0.113.66]) by mx.bouncer.example (Postfix) with ESMTP id C" DATE,
	      "from a (192.0.2.77) by mail.other.test (203.0.113.66) with Microsoft SMTP Server id 15.20.5857.2" DATE } },
	{ "  or calls itself so in both", "mx.bouncer.example", NULL, 0, 1,
	    { "from pc (unknown [203.0.113.66]) by mx.bouncer.example (Postfix) with ESMTP id C" DATE,
	      "from a ([192.0.2.77]) by pc (Postfix) with ESMTP id B" DATE } },
	{ "  but not by another name that tells nothing", "mx.bouncer.example", NULL, 0, 0,
	    { "from pc (unknown [203.0.113.66]) by mx.bouncer.example (Postfix) with ESMTP id C" DATE,
	      "from a ([192.0.2.77]) by localhost (Postfix) with ESMTP id B" DATE } },
	{ "a name of the world, and a line under one that tells nothing", "mx.bouncer.example", NULL, 0, 1,
	    { "from out.provider.test (unknown [203.0.113.66]) by mx.bouncer.example (Postfix) with ESMTP id C" DATE,
	      "from a ([192.0.2.77]) by localhost (Postfix) with ESMTPSA id B" DATE } },
	{ "a client that calls itself as who takes its mail does", "mx.bouncer.example", NULL, 0, 0,
	    { "from mail.bouncer.example (unknown [203.0.113.66]) by mx.bouncer.example (Postfix) with ESMTP id C" DATE,
	      "from a ([192.0.2.77]) by mail.other.test (Postfix) with ESMTP id B" DATE } },
	{ "  or as we do", "mx.bouncer.example", NULL, 0, 0,
	    { BY_FORGER, "from a ([192.0.2.77]) by mail.other.test (Postfix) with ESMTP id B" DATE } },
	{ "a provider with two names", "mx.bouncer.example", NULL, 0, 1,
	    { "from out.provider.test (unknown [203.0.113.66]) by mx.bouncer.example (Postfix) with ESMTP id C" DATE,
	      "from a ([192.0.2.77]) by mail.provider365.test (Postfix) with ESMTPSA id B" DATE } },
	{ "qmail, of a host that calls itself by its own name", "mx.bouncer.example", NULL, 0, 1,
	    { "from out.provider.test (203.0.113.66) by mx.bouncer.example with SMTP; 21 Feb 2025 08:21:54 -0000",
	      "from a ([192.0.2.77]) by mail.provider365.test (Postfix) with ESMTPSA id B" DATE } },
	{ "only lines of the host itself", "web7.bouncer.example", NULL, -1, -1,
	    { "from localhost (localhost) by web7.bouncer.example (8.17.1/8.17.1) id 51L8Lsab012345" DATE,
	      "(from apache@localhost) by web7.bouncer.example (8.17.1/8.17.1/Submit) id 51L8Lsab012344" DATE } },
	{ "only private addresses", "mx.bouncer.example", NULL, -1, -1,
	    { "from pc ([192.168.1.20]) by mx.bouncer.example (Postfix) with ESMTPSA id A" DATE } },
	{ "SMTP from a stranger whose address is not told", "mx.bouncer.example", NULL, 0, 1,
	    { "from mail.forger.test by mx.bouncer.example with SMTP id A" DATE,
	      "from mail.ours.test (mail.ours.test [198.51.100.1]) by mx.bouncer.example with SMTP id B" DATE } },
	{ "a topmost line that cannot be read", "mx.bouncer.example", NULL, -1, -1, { "so it came", BY_FORGER } },
	{ "one below an inner hop that cannot be read", "mx.bouncer.example", NULL, -1, -1,
	    { "from localhost (localhost [127.0.0.1]) by mx.bouncer.example (Postfix) with ESMTP id B" DATE, "so it came", BY_FORGER } },

	/* ourselves */
	{ "a stranger's mail through our second MX", "mx.bouncer.example", NULL, 1, 1,
	    { "from mx2.ours.test (mx2.ours.test [198.51.100.2]) by mx.bouncer.example (Postfix) with ESMTPS id A" DATE,
	      "from a (unknown [203.0.113.66]) by mx2.ours.test (Postfix) with ESMTP id B" DATE, FORGED } },
	{ "a stranger's mail that we forwarded, through two hosts of ours", "mx.bouncer.example", NULL, 3, 3,
	    { "from mx2.ours.test (mx2.ours.test [198.51.100.2]) by mx.bouncer.example (Postfix) with ESMTPS id A" DATE,
	      "from localhost (localhost [127.0.0.1]) by mx2.ours.test (Postfix) with ESMTP id B" DATE,
	      "from mx1.ours.test (mx1.ours.test [198.51.100.3]) by mx2.ours.test (Postfix) with ESMTP id C" DATE,
	      "from a (unknown [203.0.113.66]) by mx1.ours.test (Postfix) with ESMTP id D" DATE } },
	{ "our line below an address of ours, then a stranger's", "mx.bouncer.example", NULL, 0, 1,
	    { FROM_OURS, "from a (unknown [203.0.113.66]) by mx.other.test (Postfix) with ESMTP id D" DATE } },
	{ "we bounce ourselves: our second MX is an inner host", "mx1.ours.test", NULL, 1, 1,
	    { "from mx2.ours.test (mx2.ours.test [198.51.100.2]) by mx1.ours.test (Postfix) with ESMTP id A" DATE,
	      "from a (unknown [203.0.113.66]) by mx2.ours.test (Postfix) with ESMTP id B" DATE } },
	{ "we bounce ourselves: a host of ours without a name", "mx1.ours.test", NULL, 1, 1,
	    { "from mx2 (unknown [198.51.100.2]) by mx1.ours.test (Postfix) with ESMTP id A" DATE,
	      "from a (unknown [203.0.113.66]) by mx2.ours.test (Postfix) with ESMTP id B" DATE } },
	{ "we bounce ourselves, under a name that is not known for ours", "new.ours.test", NULL, 0, 0,
	    { "from a (unknown [203.0.113.66]) by mx1.ours.test (Postfix) with ESMTP id B" DATE } },
	{ "our own lines end where one cannot be read", "mx.bouncer.example", NULL, 0, 2,
	    { FROM_OURS, "so it came", "from a (unknown [203.0.113.66]) by mail.ours.test (Postfix) with ESMTP id B" DATE } },
	{ "we bounce ourselves what came from our own", "mx1.ours.test", NULL, -1, -1,
	    { "from mail.ours.test (mail.ours.test [198.51.100.1]) by mx1.ours.test (Postfix) with ESMTP id A" DATE } },
	{ "a topmost line in our name, from a bouncer that is not ours", "mx.bouncer.example", NULL, -1, -1, { FORGED, BY_FORGER } },
};

static bool
is_ours(void *context, struct str name_or_ip)
{
	(void)context;
	return (str_suffix(name_or_ip, ".ours.test") && !str_is(name_or_ip, "new.ours.test")) || network_shared(name_or_ip, STR("198.51.100.0"), 28, 128);
}

static bool
nothing_is(void *context, struct str name_or_ip)
{
	(void)context;
	(void)name_or_ip;
	return false;
}

static void
show(const struct leg *legs, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		printf("# %u\n", i);
		tap_show("client", legs[i].client_ip);
		tap_show("name", legs[i].client_name);
		tap_show("by", legs[i].by);
	}
}

static unsigned
read_lines(struct hops *hops, const char *const lines[LINES_MAX], struct arena *arena, struct leg *legs)
{
	struct hop chain[LINES_MAX];
	unsigned count = 0;
	for (; count < LINES_MAX && lines[count] != NULL; count++)
		hop_read(hops, str_of(lines[count]), arena, &chain[count]);
	legs_of(chain, count, legs);
	return count;
}

/* A stranger's mail that we passed on, under a sender. */
static const struct anew {
	const char *name, *sender;
	int handed;
} anews[] = {
	{ "under his own sender", "joe@other.test", 1 },
	{ "under one that looks like a list's", "list-bounces@ours.test", 1 },
	{ "sent anew by our forwarder (SRS)", "SRS0=ab12=T5=other.test=joe@ours.test", 0 },
	{ "sent anew by our list server (VERP)", "list-bounces+joe=bouncer.example@ours.test", 0 },
};

static void
test_sent_anew(struct hops *hops, const struct ours *known, struct arena *arena)
{
	static const char *const through_ours[LINES_MAX] = { FROM_OURS, "from a (unknown [203.0.113.66]) by mail.ours.test (Postfix) with ESMTP id D" DATE };
	static const char *const past_ours[LINES_MAX] = { BY_FORGER, FORGED };
	struct leg legs[LINES_MAX];
	for (unsigned i = 0; i < LENGTH(anews); i++) {
		const struct bounced bounced = { .sender = str_of(anews[i].sender) };
		unsigned count = read_lines(hops, through_ours, arena, legs);
		struct handover told = handover_find(legs, count, &bounced, known, arena);
		is_int(told.handed, anews[i].handed, anews[i].name);
		is_int(told.origin, 1, "  and where it began");
		count = read_lines(hops, past_ours, arena, legs);
		is_int(handover_find(legs, count, &bounced, known, arena).handed, 0, "  a forger's under such a sender");
	}
}

/* The way of a bounce to us: how many lines of it our own hosts wrote. */
static const struct way {
	const char *name;
	unsigned own;
	const char *lines[LINES_MAX];
} ways[] = {
	{ "no line", 0, { NULL } },
	{ "a stranger brought it", 1, { "from mx.bouncer.example (mx.bouncer.example [192.0.2.25]) by mail.ours.test (Postfix) with ESMTP id A" DATE, FORGED } },
	{ "through our second MX", 2,
	    { "from mx2.ours.test (mx2.ours.test [198.51.100.2]) by mail.ours.test (Postfix) with ESMTP id A" DATE,
	      "from mx.bouncer.example (mx.bouncer.example [192.0.2.25]) by mx2.ours.test (Postfix) with ESMTP id B" DATE, FORGED } },
	{ "through a filter, to a mailbox", 3,
	    { "from mail.ours.test by imap (Dovecot) with LMTP id B" DATE,
	      "from localhost (localhost [127.0.0.1]) by mail.ours.test (Postfix) with ESMTP id C" DATE,
	      "from mx.bouncer.example (mx.bouncer.example [192.0.2.25]) by mail.ours.test (Postfix) with ESMTP id A" DATE, FORGED } },
	{ "our own bounce", 1, { "by mail.ours.test (Postfix) id A" DATE } },
	{ "at a host of which nothing is known", 2,
	    { "from in7.hoster.test (in7.hoster.test [192.0.2.30]) by store.hoster.test (Postfix) with ESMTP id A" DATE,
	      "from mx.bouncer.example (mx.bouncer.example [192.0.2.25]) by in7.hoster.test (Postfix) with ESMTP id B" DATE, FORGED } },
	{ "in which a line cannot be read", 0, { "so it came", FORGED } },
};

int
main(void)
{
	static const struct bounced nothing;
	static const struct ours known = { .is_ours = is_ours }, unknown = { .is_ours = nothing_is }, intranet = { .is_ours = nothing_is, .private_world = true },
	    one_machine = { .is_ours = nothing_is, .private_world = true, .world_loops = true };
	struct arena *arena = arena_open();
	struct hops *hops = hops_open();
	struct leg legs[LINES_MAX];
	for (unsigned i = 0; i < LENGTH(scenarios); i++) {
		const struct scenario *s = &scenarios[i];
		unsigned count = read_lines(hops, s->lines, arena, legs);
		const struct bounced bounced = { str_of(s->reporter), str_of(s->delivered_by_ip), STR_NONE };
		struct handover got = handover_find(legs, count, &bounced, &known, arena);
		bool handed = is_int(got.handed, s->handed, s->name), origin = is_int(got.origin, s->origin, "  and where it began");
		if (!handed || !origin)
			show(legs, count);
		arena_reset(arena);
	}
	for (unsigned i = 0; i < LENGTH(ways); i++) {
		unsigned count = read_lines(hops, ways[i].lines, arena, legs);
		is_int(handover_own(legs, count, &known, arena), ways[i].own, ways[i].name);
	}
	test_sent_anew(hops, &known, arena);
	static const char *const from_ours[LINES_MAX] = { FROM_OURS };
	read_lines(hops, from_ours, arena, legs);
	is_int(handover_find(legs, 1, &nothing, &unknown, arena).handed, 0, "nothing is known of ours");
	static const char *const from_private[LINES_MAX] = { "from pc (unknown [10.0.1.66]) by mx.bouncer.example (Postfix) with ESMTP id A" DATE };
	read_lines(hops, from_private, arena, legs);
	is_int(handover_find(legs, 1, &nothing, &unknown, arena).handed, -1, "a private address tells nothing");
	is_int(handover_find(legs, 1, &nothing, &intranet, arena).handed, 0, "but where the world is private");
	static const char *const looped[LINES_MAX] = {
		"from localhost (localhost [127.0.0.1]) by mx.bouncer.example (Postfix) with ESMTP id C" DATE,
		"from filter.bouncer.example (localhost [127.0.0.1]) by mx.bouncer.example (Postfix) with ESMTP id B" DATE,
		"from pc (localhost [127.0.0.66]) by mx.bouncer.example (Postfix) with ESMTP id A" DATE
	};
	read_lines(hops, looped, arena, legs);
	is_int(handover_find(legs, 3, &nothing, &intranet, arena).handed, -1, "127.0.0.0/8 is the host itself");
	is_int(handover_find(legs, 3, &nothing, &one_machine, arena).handed, 2, "but where the world lies there");
	static const char *const house_of_all[LINES_MAX] = {
		"from mx.a.internal (mx.a.internal [10.0.1.25]) by store.a.internal (Postfix) with ESMTP id B" DATE,
		"from pc (unknown [10.0.2.66]) by mx.a.internal (Postfix) with ESMTP id A" DATE
	};
	read_lines(hops, house_of_all, arena, legs);
	is_int(handover_find(legs, 2, &nothing, &intranet, arena).handed, 1, "and names of a domain of which everybody has one tell whose host it is");
	is_str(handover_organisation(str_of("mx.a.internal"), &intranet, arena), "a.internal", "  whose");
	is_str(handover_organisation(str_of("mx.a.internal"), &unknown, arena), NULL, "  and nowhere else");
	is_str(handover_organisation(str_of("localhost.localdomain"), &intranet, arena), NULL, "but not this host itself");
	is_str(handover_organisation(str_of("mx"), &intranet, arena), NULL, "  nor one label");
	static const char *const named[LINES_MAX] = { "from mail.ours.test (localhost [127.0.0.1]) by mx.bouncer.example (Postfix) with ESMTP id A" DATE };
	read_lines(hops, named, arena, legs);
	is_int(handover_find(legs, 1, &nothing, &one_machine, arena).handed, 0, "  and 127.0.0.1, by the name of another");
	is_int(handover_find(legs, 1, &nothing, &intranet, arena).handed, -1, "  and nowhere else");
	read_lines(hops, looped, arena, legs);
	is_int(handover_find(legs, 1, &nothing, &one_machine, arena).handed, 0, "  and nobody else is told");
	legs[0].at += 120;
	is_int(handover_find(legs, 3, &nothing, &one_machine, arena).handed, 0, "  and a filter that took too long is none");
	static const struct str bridge[] = { STR("172.16.0.0/12") };
	static const struct ours containers = { .is_ours = is_ours, .private_world = true, .world_networks = bridge, .world_network_count = 1 };
	static const char *const far_store[LINES_MAX] = {
		"from store.bouncer.example (unknown [172.17.5.30]) by mx.bouncer.example (Postfix) with ESMTP id B" DATE,
		"from www (unknown [172.17.4.80]) by store.bouncer.example (Postfix) with ESMTP id A" DATE
	};
	read_lines(hops, far_store, arena, legs);
	is_int(handover_find(legs, 2, &nothing, &containers, arena).handed, 1, "a host of the house, by its name, far from the next in a private world");
	is_int(handover_find(legs, 2, &nothing, &known, arena).handed, -1, "  and nowhere else");
	static const char *const liar[LINES_MAX] = {
		"from mail.ours.test (unknown [172.17.5.66]) by mail.ours.test (Postfix) with ESMTP id B" DATE,
		"from pc (unknown [172.17.4.80]) by mail.ours.test (Postfix) with ESMTPSA id A" DATE
	};
	static const struct bounced ours_alone = { .reporter = STR("mail.ours.test") };
	read_lines(hops, liar, arena, legs);
	is_int(handover_find(legs, 2, &ours_alone, &containers, arena).handed, 0, "who calls himself so at our own door is none of ours");
	static const char *const from_second_mx[LINES_MAX] = {
		"from backup (unknown [192.0.99.25]) by mx.bouncer.example (Postfix) with ESMTP id B" DATE,
		"from a (unknown [203.0.113.66]) by backup.bouncer.example (Postfix) with ESMTP id A" DATE
	};
	unsigned count = read_lines(hops, from_second_mx, arena, legs);
	is_int(handover_find(legs, count, &nothing, &known, arena).handed, 0, "an address that tells nothing");
	legs[0].from_second_mx = true;
	is_int(handover_find(legs, count, &nothing, &known, arena).handed, 1, "but where we deliver mail for the bouncer to it");
	legs[0].protocol = STR("esmtpsa");
	is_int(handover_find(legs, count, &nothing, &known, arena).handed, 0, "unless somebody had logged in from there");
	hops_close(hops);
	arena_close(arena);
	return done_testing();
}
