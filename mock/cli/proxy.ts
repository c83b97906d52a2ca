// `proxy`: a mock that passes all requests on.

import { StartupError } from '../../spec/index.ts';
import type { CommandArguments } from './command.ts';
import { runStart } from './start.ts';
import type { LoadPactReader } from './watch-pacts.ts';

/** Serves until a signal ends the program. Throws StartupError, also where no upstream is named. */
export async function runProxy(args: CommandArguments, loadPactReader: LoadPactReader): Promise<undefined> {
	const [document, named] = args.positionals;
	const given = args.options['upstream'];
	if (named !== undefined && given !== undefined && named !== given) {
		throw refuse('proxy has two upstreams', 'name it behind the document, or by --upstream');
	}
	const upstream = named ?? given;
	if (document === undefined || upstream === undefined) {
		throw refuse('proxy needs an upstream', 'write stunt-double proxy api.yaml --upstream http://localhost:8000');
	}
	const { forward = ['all'] } = args.options;
	return runStart(
		{ ...args, positionals: [document], options: { ...args.options, upstream, forward } },
		loadPactReader,
	);
}

function refuse(message: string, remedy: string): StartupError {
	return new StartupError({ code: 'option.invalid', message, remedy });
}
