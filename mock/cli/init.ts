// `init`: a file of settings for the folder that one is in, made of what is there.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError, tellUnwritten, writeWhole, writeYaml } from '../../spec/index.ts';
import { writeSchemaLine } from '../console/page/schema-line.ts';
import { makeSafe } from '../text/safe-text.ts';
import type { REPORTING_FLAGS } from './calling-flags.ts';
import type { CommandArguments } from './command.ts';
import { findByContent, findDocuments } from './find-documents.ts';
import { type Framework, findFrameworks } from './find-frameworks.ts';
import { SETTINGS_FILES } from './settings-file.ts';

/** Folders in which documents are looked for after the working folder itself. */
const USUAL_FOLDERS: readonly string[] = ['api', 'docs', 'spec', 'openapi', 'src'];

/** Writes stunt-double.yaml, asks nothing, and leaves what is there. Throws a StartupError where there are settings already. */
export async function runInit({ options, terminal }: CommandArguments<typeof REPORTING_FLAGS>): Promise<0> {
	const [there] = SETTINGS_FILES.filter((name) => existsSync(name));
	if (there !== undefined) throw refuse(there);
	const [file = ''] = SETTINGS_FILES;
	const documents = listDocuments();
	const scenarios = hasYaml('scenarios') ? 'scenarios' : undefined;
	const frameworks = findFrameworks(documents[0]);
	const settings = {
		...(documents[0] !== undefined && { documents: documents.slice(0, 1) }),
		...(scenarios && { scenarios }),
	};
	try {
		writeWhole(file, `${writeSchemaLine('stunt-double', '.')}\n${describe(settings)}`, { isNew: true });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw refuse(file);
		throw new StartupError({
			code: 'option.invalid',
			message: `${file} can't be written (${tellUnwritten(error)})`,
			remedy: 'run it in a folder that may be written to',
			cause: error,
		});
	}
	if (options.json) terminal.print(JSON.stringify({ file, ...settings, found: documents, frameworks }, undefined, 2));
	else
		terminal.print(
			tell({ file, documents, scenarios, frameworks })
				.map((line) => makeSafe(line, 500))
				.join('\n'),
		);
	return 0;
}

/** The documents that go by the usual names, here and in the usual folders; where there is none, those that look like one. */
function listDocuments(): string[] {
	const named = listBy(findDocuments);
	return named.length > 0 ? named : listBy(findByContent);
}

function listBy(find: (folder: string) => string[]): string[] {
	const below = USUAL_FOLDERS.flatMap((folder) => find(folder).map((name) => `${folder}/${name}`));
	return [...find('.'), ...below];
}

function hasYaml(folder: string): boolean {
	try {
		return readdirSync(join('.', folder)).some((name) => /\.ya?ml$/.test(name));
	} catch {
		return false;
	}
}

function describe(settings: { documents?: string[]; scenarios?: string }): string {
	const { documents } = settings;
	const missing = documents ? '' : '# documents: [openapi.yaml]\n';
	const values = Object.keys(settings).length === 0 ? '' : `${writeYaml({ ...settings }).trimEnd()}\n`;
	const more = '# port: 4010\n# seed: 1\n# run:\n#   fail-on: [invalid, unmatched]\n';
	return `${missing}${values}${more}`;
}

function tell(args: {
	file: string;
	documents: readonly string[];
	scenarios: string | undefined;
	frameworks: readonly Framework[];
}): string[] {
	const { file, documents, scenarios, frameworks } = args;
	const [taken, ...others] = documents;
	const served = taken ?? 'no document was found here, so that those that ship are served';
	return [
		`${file}: ${served}${scenarios === undefined ? '' : `, with the scenarios in ${scenarios}/`}`,
		...(others.length > 0 ? [`also here: ${others.join(', ')} (name them under documents to serve them as well)`] : []),
		'next: npx stunt-double start',
		...frameworks.map(({ name, line }) => `in ${name}: ${line}`),
	];
}

function refuse(file: string): StartupError {
	return new StartupError({
		code: 'option.invalid',
		message: `${file} is there already, and stays as it is`,
		remedy: 'change it by hand, or move it away first',
	});
}
