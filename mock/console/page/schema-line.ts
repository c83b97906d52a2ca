// The first line of a YAML file that tells editors its schema (yaml-language-server).

/** From the root of a project that has the package. */
const SCHEMAS = 'node_modules/stunt-double/dist/spec/schemas';

/**
 * `# yaml-language-server: $schema=../node_modules/stunt-double/dist/spec/schemas/scenario.schema.json`; `up` is the way from the file's
 * folder to the root of its project, with `/`, e.g. `.` or `..`.
 */
export function writeSchemaLine(name: 'scenario' | 'stunt-double', up: string): string {
	return `# yaml-language-server: $schema=${up}/${SCHEMAS}/${name}.schema.json`;
}
