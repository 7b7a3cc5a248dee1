"""client SERVER... - the joe-job: forged mail to each server, and in between mail that is really ours. A mail's subject says what it is, its number,
its server, its recipients, and the address that its server meets."""
import smtplib
import sys

from addresses import SERVERS as ADDRESS

WORDS = ["nobody", "full", "spam", "gone", "policy", "quota", "away"]
FORGERS = [("203.0.113.45", "pc"), ("203.0.113.77", "mail.ours.example"), ("198.51.100.200", "mx.ours.example")]
FAKE = ("Received: from laptop (unknown [198.18.40.17])\r\n\t(Authenticated sender: bob@ours.example)\r\n\tby mx.ours.example (Postfix) with ESMTPSA id 4FAKE1zz\r\n"
        "\tfor <%s>; Mon, 23 Nov 2026 09:14:00 +0000 (UTC)\r\n")
count = 0
failed = 0


def mail(kind, server, source, sender, recipient, fake=False):
    global count
    count += 1
    return (FAKE % recipient if fake else "") + (
        "Message-ID: <%s.%d.%s@ours.example>\r\nDate: Mon, 23 Nov 2026 09:13:58 +0000\r\nFrom: <%s>\r\nTo: <%s>\r\n"
        "Subject: %s %d %s %s %s\r\n\r\nPlease find it below.\r\n.leading dot\r\n" % (
            kind, count, server, sender, recipient.split(",")[0], kind, count, server, recipient, source))


def send(source, host, port, helo, sender, recipients, text, login=None, options=()):
    global failed
    try:
        session = smtplib.SMTP(host, port, local_hostname=helo, source_address=(source, 0), timeout=20)
        session.ehlo_or_helo_if_needed()
        if login:
            session.login(login, "secret")
        session.sendmail(sender, recipients, text, rcpt_options=options)
        session.quit()
    except (OSError, smtplib.SMTPException) as error:
        failed += 1
        print("%s to %s %s: %s" % (sender, host, recipients, error))


def forge(server):
    for number, (source, helo) in enumerate(FORGERS):
        for word in WORDS:
            for user in ("alice", "bob", "carol"):
                to = "%s%d@%s.example" % (word, number, server)
                send(source, ADDRESS[server], 25, helo, user + "@ours.example", [to], mail("forged", server, source, user + "@ours.example", to, number == 1))


def write(server):
    for word in WORDS:
        to = word + "@%s.example" % server
        send("192.0.2.30", "192.0.2.25", 25, "pc30.ours.example", "alice@ours.example", [to], mail("genuine", server, ADDRESS["ours"], "alice@ours.example", to))
        send("198.51.100.222", "192.0.2.25", 587, "pc", "bob@ours.example", [to], mail("genuine", server, ADDRESS["ours"], "bob@ours.example", to), "bob@ours.example")
        send("203.0.113.77", "192.0.2.25", 587, "pc", "carol@ours.example", [to], mail("stolen", server, ADDRESS["ours"], "carol@ours.example", to), "carol@ours.example")
        send("192.0.2.80", ADDRESS[server], 25, "www.ours.example", "www@ours.example", [to], mail("web", server, "192.0.2.80", "www@ours.example", to))
    to = "ok@%s.example" % server
    send("192.0.2.30", "192.0.2.25", 25, "pc30.ours.example", "alice@ours.example", [to], mail("receipt", server, ADDRESS["ours"], "alice@ours.example", to),
         options=["NOTIFY=SUCCESS,FAILURE"])
    both = ["nobody1@%s.example" % server, "full1@%s.example" % server, "ok1@%s.example" % server]
    send("192.0.2.30", "192.0.2.25", 25, "pc30.ours.example", "alice@ours.example", both, mail("genuine", server, ADDRESS["ours"], "alice@ours.example", ",".join(both)))


for name in sys.argv[1:]:
    write(name)
    forge(name)
print("%d mails, %d could not be sent" % (count, failed))
