#!/usr/bin/env node
// The command line. Everything else loads after the compile cache is on, so that it is found there the next time.

import { enableCompileCache } from 'node:module';

enableCompileCache();
const [{ runCommandLine }, { openTerminal }] = await Promise.all([
	import('./cli/main.ts'),
	import('./log/terminal.ts'),
]);
const code = await runCommandLine(process.argv.slice(2), openTerminal());
if (code !== undefined) process.exitCode = code;
