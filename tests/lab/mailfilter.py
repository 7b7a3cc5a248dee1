"""mailfilter - a mail filter in the protocol of Sendmail: refuses by the sender or recipient, and at the end by the subject; holds, drops, changes."""
import Milter


class Lab(Milter.Base):
    def __init__(self):
        self.subject = ""

    def envfrom(self, sender, *options):
        if "miltermail" in sender:
            self.setreply("550", "5.7.1", "none from there; from=<a@b.example> to=<c@d.example>")
            return Milter.REJECT
        return Milter.CONTINUE

    def envrcpt(self, recipient, *options):
        if "milterrcpt" in recipient:
            self.setreply("451", "4.7.1", "not now")
            return Milter.TEMPFAIL
        return Milter.CONTINUE

    def header(self, name, value):
        if name == "Subject":
            self.subject = value
        return Milter.CONTINUE

    def eom(self):
        if self.subject == "milterreject":
            self.setreply("550", "5.7.1", "not with such a subject")
            return Milter.REJECT
        if self.subject == "milterlater":
            return Milter.TEMPFAIL
        if self.subject == "milterdiscard":
            return Milter.DISCARD
        if self.subject == "milterhold":
            self.quarantine("to be looked at")
        if self.subject == "milterchange":
            self.addheader("X-Seen", "yes")
            self.chgheader("Subject", 1, "changed")
            self.replacebody("another text\n")
        return Milter.ACCEPT


Milter.factory = Lab
Milter.set_flags(Milter.ADDHDRS + Milter.CHGHDRS + Milter.CHGBODY + Milter.QUARANTINE)
Milter.runmilter("lab", "inet:10030@127.0.0.1", 60)
