// What a provider state is called that nobody wrote: the same words in pacts and in scenarios that are made of requests.

/** `an order in the state PAID`, `a user`; `state` absent: of a resource without states. */
export function nameState(resource: string, state: string | undefined): string {
	const words = resource.replaceAll(/[_-]+/g, ' ');
	const article = /^(?:[aeio]|u(?!ni|s|ui|tu|ru|re))/i.test(words) ? 'an' : 'a';
	return `${article} ${words}${state === undefined ? '' : ` in the state ${state}`}`;
}
