/*
 * loading.c - a thread that makes a grammar.
 */
#include "ingest/rule/loading.h"

#include <pthread.h>
#include <stdlib.h>

struct loading {
	const char *folder, *site;
	pthread_t thread;
	bool begun, waited;
	struct grammar *grammar;
};

static void *
run(void *argument)
{
	struct loading *loading = argument;
	loading->grammar = grammar_open(loading->folder, loading->site);
	return NULL;
}

struct loading *
loading_open(const char *folder, const char *site)
{
	struct loading *loading = mem_new(sizeof *loading);
	loading->folder = folder;
	loading->site = site;
	return loading;
}

void
loading_begin(struct loading *loading)
{
	if (!loading->begun && pthread_create(&loading->thread, NULL, run, loading) != 0)
		die("cannot start a thread");
	loading->begun = true;
}

struct grammar *
loading_grammar(struct loading *loading)
{
	loading_begin(loading);
	if (!loading->waited)
		pthread_join(loading->thread, NULL);
	loading->waited = true;
	return loading->grammar;
}

void
loading_close(struct loading *loading)
{
	if (loading == NULL)
		return;
	if (loading->begun)
		grammar_close(loading_grammar(loading));
	free(loading);
}
