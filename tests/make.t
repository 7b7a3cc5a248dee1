#!/bin/sh
# make.t - the Makefile and tools/setup, on a small tree of their own: what is rebuilt when, what is built in,
# what is installed, and what is said where packages are missing.
. tests/tap.sh

tree=$SCRATCH/tree
mkdir -p "$tree/schema" "$tree/ingest/log" "$tree/analyze" "$tree/report" "$tree/tests"
cp -R Makefile tools base.c base.h say.c str.c unjoe.bash "$tree"
cd "$tree" || exit 1
cat >main.c <<'END'
#include "base.h"
#include <stdio.h>

int
main(void)
{
	puts(UNJOE_VERSION);
	for (const struct embedded *e = NULL; (e = embedded_next(e, "", "")) != NULL; ) {
		printf("%s ", e->path);
		fwrite(e->text.p, 1, e->text.n, stdout);
	}
	return 0;
}
END
echo 'SELECT 1;' >schema/b.sql
echo 'SELECT 2;' >schema/B.sql
echo 'rule x' >ingest/log/z.gram
: >report/empty.sql
echo 'not this' >ingest/log/.z.gram.swp

build()
{
	make LIBRARIES=sqlite3 "$@" 2>&1
}

ok "builds" build VERSION=7.8.9
is "$(build/unjoe)" "7.8.9
ingest/log/z.gram rule x
report/empty.sql schema/B.sql SELECT 2;
schema/b.sql SELECT 1;" "the program has its version and its files, in order of their paths"
is "$(build VERSION=7.8.9)" "" "nothing is made twice"

printf '%s\n' 'rule "y\n" ??/ %d' >analyze/new.gram
build VERSION=7.8.9 >"$SCRATCH/log"
like "$(build/unjoe)" '^analyze/new.gram rule "y\\n" \?\?/ %d$' "a new file is built in, letter by letter"
is "$(grep -c CC "$SCRATCH/log")" 1 "and only what holds it is compiled"
rm analyze/new.gram
build VERSION=7.8.9 >"$SCRATCH/log"
is "$(build/unjoe | grep -c new.gram)" 0 "a file that is gone is no longer built in"
awk 'BEGIN { for (i = 1; i < 256; i++) printf "%c", i == 10 ? 32 : i; print "7"; print "" }' >schema/c.sql
build VERSION=7.8.9 >"$SCRATCH/log"
build/unjoe | tail -n 2 | sed 's,^schema/c.sql ,,' >"$SCRATCH/bytes"
ok "every byte comes out as it stands in the file" cmp "$SCRATCH/bytes" schema/c.sql

sleep 1
touch base.h
is "$(build VERSION=7.8.9 | grep -c CC)" 5 "a changed header is noticed"
is "$(build VERSION=7.8.9 CFLAGS=-O0 HARDEN= | grep -c CC)" 5 "other flags compile anew"
echo 'int lost(void); int lost(void) { return 1; }' >report/lost.c
build >"$SCRATCH/log"
like "$(nm build/unjoe.a 2>&1)" ' T lost$' "a new source file is found"
rm report/lost.c
build >"$SCRATCH/log"
is "$(nm build/unjoe.a | grep -c ' T lost$')" 0 "and forgotten when it is gone"

: >unjoe.1
: >unjoe.gram.5
: >unjoe.conf.5
ok "installs" build install DESTDIR="$SCRATCH/root" PREFIX=/opt
is "$(cd "$SCRATCH/root" && find . ! -type d | LC_ALL=C sort | tr '\n' ' ')" \
    "./opt/bin/unjoe ./opt/share/bash-completion/completions/unjoe ./opt/share/man/man1/unjoe.1 ./opt/share/man/man5/unjoe.conf.5 ./opt/share/man/man5/unjoe.gram.5 " \
    "the program and its manuals, where they belong"
ok "uninstalls" build uninstall DESTDIR="$SCRATCH/root" PREFIX=/opt
is "$(find "$SCRATCH/root" ! -type d)" "" "and leaves nothing"
ok "cleans" build clean
is "$(ls -d build 2>/dev/null)" "" "and leaves nothing"

# A machine of which we say what is installed on it, who works on it, and whether apt-get works.
bin=$SCRATCH/bin
mkdir -p "$bin"
fake()	# NAME SCRIPT
{
	printf '#!/bin/sh\n%s\n' "$2" >"$bin/$1"
	chmod +x "$bin/$1"
}
printf '%s\n' '# a comment' 'build   gcc' 'build   libx-dev' 'check   perl' >tools/packages
fake dpkg-query 'printf "installed gcc\nnot-installed libx-dev\nconfig-files perl\n"'
fake id 'echo 1000'
fake apt-get "echo \"\$@\" >>$SCRATCH/apt; echo said by apt; exit \$(cat $SCRATCH/apt-status)"
fake cc 'echo the compiler ran'
PATH=$bin:$PATH

said=$(build)
is $? 2 "without the packages make fails"
like "$said" '^    apt-get install --no-install-recommends libx-dev$' "and says which line gets them"
is "$(echo "$said" | grep -c compiler)" 0 "before any compiler"
said=$(build check)
is $? 2 "so does make check without root"
like "$said" '^    apt-get install --no-install-recommends libx-dev perl$' "which needs more packages"
is "$(ls "$SCRATCH/apt" 2>/dev/null)" "" "apt-get was not called"

fake id 'echo 0'
said=$(build)
is $? 2 "root gets nothing installed by make alone"
is "$(ls "$SCRATCH/apt" 2>/dev/null)" "" "apt-get was not called"
echo 0 >"$SCRATCH/apt-status"
said=$(tools/setup --install build check)
is $? 0 "but make check and demo install"
is "$(cat "$SCRATCH/apt")" "-q update
-q -y --no-install-recommends install libx-dev perl" "just what is missing"
is "$said" "Installing the Debian packages that are missing: libx-dev perl" "and tell it in one line"
echo 100 >"$SCRATCH/apt-status"
said=$(tools/setup --install build 2>&1)
is $? 1 "where apt-get fails, so do they"
like "$said" '^said by apt$' "with its reasons"
fake dpkg-query 'printf "installed gcc\ninstalled libx-dev\ninstalled perl\n"'
ok "where all is there, there is nothing to do" tools/setup build check
done_testing
