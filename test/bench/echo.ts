// The yardstick: a bare Express 5 app that parses JSON, routes, and answers bodies of the same sizes. Knows nothing else.

import express from 'express';

const answers = JSON.parse(process.env['ECHO_ANSWERS'] ?? '{}') as Record<string, { status: number; body: unknown }>;
const app = express();
app.disable('x-powered-by');
app.use(express.json());
const path = '/v1/orgs/:org_id/identifications/identity_document';
const reply =
	(name: string) =>
	(_request: express.Request, response: express.Response): void => {
		const { status, body } = answers[name] ?? { status: 200, body: undefined };
		if (body === undefined) response.status(status).end();
		else response.status(status).json(body);
	};
app.post(path, (request, response) => {
	reply(request.body?.expires_in === 'P31D' ? 'create-invalid' : 'create')(request, response);
});
app.get(`${path}/:identification_id`, reply('get'));
app.delete(`${path}/:admin_identification_id`, reply('cancel'));
const server = app.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
	const address = server.address();
	process.stdout.write(`listening ${typeof address === 'object' ? address?.port : ''}\n`);
});
process.on('message', () => process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));
