// What joins a page that runs already: its fetch and XHR name the session, and a small box tells what they meet.

/** The bookmark's address: clicked, or pasted into the browser's console, it joins the page that is open to the session. */
export function formatBookmark(root: string, session: string): string {
	const script = `(${joinPage.toString()})(${JSON.stringify(root)},${JSON.stringify(session)})`;
	// Types leave spaces where they stood.
	const short = script.replace(/\s*\n\s*/g, '\n').replace(/ {2,}/g, ' ');
	return `javascript:${encodeURIComponent(short)}`;
}

/** Runs in the app's page, by itself: nothing outside of it is there. Once more: another session. */
function joinPage(root: string, session: string): void {
	const page = globalThis as typeof globalThis & { stuntDouble?: { leave(): void } };
	page.stuntDouble?.leave();
	const origin = new URL(root).origin;
	const { fetch: plainFetch } = page;
	const { open, send, setRequestHeader } = XMLHttpRequest.prototype;
	// The mock itself, and what the app's own server may hand on to it.
	const isOurs = (url: string | URL): boolean => {
		const target = new URL(url, document.baseURI);
		return target.origin === origin || target.origin === location.origin;
	};
	const box = document.createElement('div');
	const told = document.createElement('div');
	const link = document.createElement('a');
	const close = document.createElement('button');
	Object.assign(box.style, {
		position: 'fixed',
		right: '8px',
		bottom: '8px',
		zIndex: '2147483647',
		maxWidth: '340px',
		padding: '8px 10px',
		borderRadius: '8px',
		font: '13px/1.4 system-ui, sans-serif',
		color: '#1a1c22',
		background: '#fff',
		border: '1px solid #4a3fc4',
		boxShadow: '0 2px 10px #0005',
		overflowWrap: 'anywhere',
		whiteSpace: 'pre-line',
	});
	box.setAttribute('role', 'status');
	box.id = 'stunt-double';
	link.textContent = 'Open the console';
	link.href = `${root}/__admin/#/${session}/requests`;
	link.target = '_blank';
	link.rel = 'noreferrer';
	close.textContent = 'Leave';
	close.type = 'button';
	close.style.marginLeft = '8px';
	let scenario = '';
	let refused = '';
	const tell = (): void => {
		told.textContent = `Mock session ${session}\n${scenario === '' ? 'no scenario' : `plays ${scenario}`}${refused === '' ? '' : `\n${refused}`}`;
	};
	/** Of an answer that is the mock's, which says so. */
	const look = (words: string, status: number, read: (name: string) => string | null): void => {
		if (read('x-mock-session') === null) return;
		scenario = read('x-mock-scenario') ?? '';
		const reason = read('x-mock-reason');
		if (status >= 400) refused = `${status} ${words}${reason === null ? '' : `: ${reason}`}`;
		tell();
	};
	page.fetch = async (input, init) => {
		const request = new Request(input, init);
		if (!isOurs(request.url)) return plainFetch(input, init);
		request.headers.set('X-Mock-Session', session);
		const response = await plainFetch(request);
		look(`${request.method} ${new URL(request.url).pathname}`, response.status, (name) => response.headers.get(name));
		return response;
	};
	const asked = new WeakMap<XMLHttpRequest, string>();
	XMLHttpRequest.prototype.open = function (
		this: XMLHttpRequest,
		method: string,
		url: string | URL,
		...rest: unknown[]
	) {
		if (isOurs(url)) asked.set(this, `${method} ${new URL(url, document.baseURI).pathname}`);
		else asked.delete(this);
		return open.call(this, method, url, ...(rest as [boolean]));
	} as typeof open;
	XMLHttpRequest.prototype.send = function (body) {
		const words = asked.get(this);
		if (words !== undefined) {
			setRequestHeader.call(this, 'X-Mock-Session', session);
			this.addEventListener('loadend', () => {
				const headers = new Map<string, string>();
				for (const line of this.getAllResponseHeaders().split('\r\n')) {
					const colon = line.indexOf(': ');
					headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 2));
				}
				look(words, this.status, (name) => headers.get(name) ?? null);
			});
		}
		return send.call(this, body);
	};
	page.stuntDouble = {
		leave() {
			page.fetch = plainFetch;
			Object.assign(XMLHttpRequest.prototype, { open, send });
			box.remove();
			delete page.stuntDouble;
		},
	};
	close.addEventListener('click', () => page.stuntDouble?.leave());
	box.append(told, link, close);
	document.body.append(box);
	tell();
}
