// A real API for tests: an Express app with 12 operations and a store of its own, which keeps to its document
// (test/fixtures/documents/reality.openapi.yaml) but where it is told to differ.

import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express, { type Express, type Request, type Response } from 'express';
import { atFileEnd } from './file-end.ts';

/** The document that the app keeps to. */
export const SHOP_DOCUMENT: string = fileURLToPath(
	new URL('../fixtures/documents/reality.openapi.yaml', import.meta.url),
);

/** What the app can be made to do otherwise than its document says. */
export const DIFFERENCES = [
	/** An order that is cancelled already: 423 in the place of 409. */
	'status',
	/** The rates come as `application/vnd.shop+json`. */
	'media-type',
	/** Lists of orders have a header X-Cost. */
	'header',
	/** An order shows `internal_note`. */
	'property',
	/** A customer comes without `created_at`. */
	'absent',
	/** The phone of a customer may be null. */
	'null',
	/** An order may be ARCHIVED. */
	'enum',
	/** What is created is not listed. */
	'state',
] as const;
export type Difference = (typeof DIFFERENCES)[number];

interface Customer {
	id: number;
	name: string;
	email: string;
	phone: string | null;
	created_at: string;
}

interface Order {
	id: string;
	customer_id: number;
	status: string;
	lines: { sku: string; quantity: number }[];
	total: number;
	isListed: boolean;
}

/** A request as the app has seen it. */
export interface SeenRequest {
	method: string;
	url: string;
	headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The app, running. */
export interface RealShop {
	/** With the base path: `http://127.0.0.1:40123/api`. */
	url: string;
	/** Every request that came. */
	seen: SeenRequest[];
	close(): Promise<void>;
}

const running: RealShop[] = [];
atFileEnd(async () => {
	await Promise.all(running.splice(0).map((shop) => shop.close()));
});

/** Starts the app on a free port of 127.0.0.1; it is closed when the test file ends. `without`: paths that it hasn't, e.g. `/orders`. */
export async function startRealShop({
	differences = [],
	without = [],
}: {
	differences?: readonly Difference[];
	without?: readonly string[];
} = {}): Promise<RealShop> {
	const seen: SeenRequest[] = [];
	const app = createShop({ differs: new Set(differences), without, seen });
	const server = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const shop: RealShop = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
		seen,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	running.push(shop);
	return shop;
}

function createShop(args: {
	differs: ReadonlySet<Difference>;
	without: readonly string[];
	seen: SeenRequest[];
}): Express {
	const { differs, without, seen } = args;
	const customers = new Map<number, Customer>();
	const orders = new Map<string, Order>();
	let lastCustomer = 0;
	let lastOrder = 1000;
	addCustomer({ name: 'Ada Byron', email: 'ada.byron@shop.test', phone: '+44 20 7946 0001' });
	addCustomer({ name: 'Grace Murray', email: 'grace.murray@shop.test', phone: '+1 202 555 0142' });
	addOrder({ customer_id: 1, lines: [{ sku: 'pen', quantity: 2 }] }, 'NEW');
	addOrder({ customer_id: 2, lines: [{ sku: 'ink', quantity: 1 }] }, differs.has('enum') ? 'ARCHIVED' : 'PAID');

	function addCustomer({ name, email, phone }: Partial<Customer>): Customer {
		const id = ++lastCustomer;
		const created_at = new Date(Date.UTC(2026, 0, id, 9)).toISOString();
		const customer = { id, name: name ?? '', email: email ?? '', phone: phone ?? '+34 600 000 000', created_at };
		customers.set(id, customer);
		return customer;
	}
	function addOrder({ customer_id = 0, lines = [] }: Partial<Order>, status: string, isListed = true): Order {
		const id = `ord-${++lastOrder}`;
		const total = lines.reduce((sum, { quantity }) => sum + quantity * 2.5, 0);
		const order = { id, customer_id, status, lines, total, isListed };
		orders.set(id, order);
		return order;
	}
	const showCustomer = ({ created_at, phone, ...rest }: Customer): object => ({
		...rest,
		phone: differs.has('null') && rest.id === 2 ? null : phone,
		...(!differs.has('absent') && { created_at }),
	});
	const showOrder = ({ isListed: _, ...rest }: Order): object => ({
		...rest,
		...(differs.has('property') && { internal_note: 'fragile' }),
	});
	const limitOf = ({ query }: Request): number => Number(query['limit'] ?? 100);
	const page = (items: object[], request: Request): object => ({
		items: items.slice(0, limitOf(request)),
		total: items.length,
	});
	const refuse = (response: Response, status: number, code: string): void => {
		response.status(status).json({ code, message: `It is ${code}.` });
	};

	const app = express();
	const api = express.Router();
	app.disable('x-powered-by');
	app.use((request, _response, next) => {
		seen.push({ method: request.method, url: request.url, headers: request.headers });
		next();
	});
	app.use('/api', express.json(), (request, response, next) => {
		if (without.some((path) => request.path === path || request.path.startsWith(`${path}/`))) {
			response.status(404).type('html').send('<pre>Cannot do that</pre>');
			return;
		}
		const isOpen = request.path === '/rates' || request.path === '/health';
		if (!isOpen && !/^Bearer \S+/.test(request.headers.authorization ?? ''))
			return refuse(response, 401, 'unauthorized');
		return next();
	});
	app.use('/api', api);

	api.get('/customers', (request, response) => {
		response.json(page([...customers.values()].map(showCustomer), request));
	});
	api.post('/customers', (request, response) => {
		const { name, email, phone } = request.body as Partial<Customer>;
		if (!name || !email) return refuse(response, 400, 'incomplete');
		if ([...customers.values()].some((one) => one.email === email)) return refuse(response, 409, 'taken');
		const customer = addCustomer({ name, email, ...(phone != null && { phone }) });
		response.status(201).location(`/api/customers/${customer.id}`).json(showCustomer(customer));
	});
	api
		.route('/customers/:id')
		.all((request, response, next) => {
			if (customers.has(Number(request.params.id))) next();
			else refuse(response, 404, 'unknown');
		})
		.get((request, response) => {
			response.json(showCustomer(customers.get(Number(request.params.id)) as Customer));
		})
		.patch((request, response) => {
			const customer = customers.get(Number(request.params.id)) as Customer;
			const { name, phone } = request.body as Partial<Customer>;
			if (name === '') return refuse(response, 400, 'incomplete');
			Object.assign(customer, { ...(name !== undefined && { name }), ...(phone != null && { phone }) });
			response.json(showCustomer(customer));
		})
		.delete((request, response) => {
			customers.delete(Number(request.params.id));
			response.status(204).end();
		});
	api.get('/orders', (request, response) => {
		const listed = [...orders.values()].filter(({ isListed }) => isListed);
		response.set('X-Total-Count', String(listed.length));
		if (differs.has('header')) response.set('X-Cost', '3');
		response.json(page(listed.map(showOrder), request));
	});
	api.post('/orders', (request, response) => {
		const { customer_id, lines } = request.body as Partial<Order>;
		if (customer_id === undefined || !lines?.length) return refuse(response, 400, 'incomplete');
		if (!customers.has(customer_id)) return refuse(response, 422, 'unknown-customer');
		response.status(201).json(showOrder(addOrder({ customer_id, lines }, 'NEW', !differs.has('state'))));
	});
	api
		.route('/orders/:id')
		.all((request, response, next) => {
			if (orders.has(request.params.id)) next();
			else refuse(response, 404, 'unknown');
		})
		.get((request, response) => {
			response.json(showOrder(orders.get(request.params.id) as Order));
		})
		.delete((request, response) => {
			orders.delete(request.params.id);
			response.status(204).end();
		});
	api.post('/orders/:id/cancel', (request, response) => {
		const order = orders.get(request.params.id);
		if (!order) return refuse(response, 404, 'unknown');
		if (order.status !== 'NEW') return refuse(response, differs.has('status') ? 423 : 409, 'not-new');
		order.status = 'CANCELLED';
		response.json(showOrder(order));
	});
	api.get('/rates', (request, response) => {
		const rates = { EUR: 1, USD: 1.08 };
		const { currency } = request.query;
		const shown = Object.entries(rates).filter(([name]) => currency === undefined || name === currency);
		response.type(differs.has('media-type') ? 'application/vnd.shop+json' : 'application/json');
		response.send(JSON.stringify({ base: 'EUR', rates: Object.fromEntries(shown) }));
	});
	api.get('/health', (_request, response) => {
		response.json({ up: true });
	});
	return app;
}
