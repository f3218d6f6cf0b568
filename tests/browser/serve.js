// SPDX-License-Identifier: GPL-3.0-or-later
// A loopback web server that runs staaf.cgi as CGI, for the tests only.
const http = require('http');
const { spawn } = require('child_process');

// Start serving; resolves to { address, close }.
exports.serve = (program, db) => new Promise((resolve) => {
	const server = http.createServer((request, response) => {
		const [path, ...rest] = request.url.split('?');
		const child = spawn(program, [], { env: {
			REQUEST_METHOD: request.method,
			QUERY_STRING: rest.join('?'),
			SCRIPT_NAME: '/staaf.cgi',
			PATH_INFO: path.replace('/staaf.cgi', ''),
			HTTP_ACCEPT_LANGUAGE:
				request.headers['accept-language'] || '',
			STAAF_DB: db } });
		const parts = [];

		child.stdout.on('data', (part) => parts.push(part));
		child.stderr.pipe(process.stderr);
		child.on('close', () => {
			const all = Buffer.concat(parts);
			const at = all.indexOf('\r\n\r\n');
			const head = all.subarray(0, at).toString();

			for (const line of head.split('\r\n')) {
				const colon = line.indexOf(': ');
				const name = line.slice(0, colon);

				if (name === 'Status')
					response.statusCode = parseInt(
						line.slice(colon + 2), 10);
				else
					response.setHeader(name,
						line.slice(colon + 2));
			}
			response.end(all.subarray(at + 4));
		});
	});

	server.listen(0, '127.0.0.1', () => resolve({
		address: `http://127.0.0.1:${server.address().port}/staaf.cgi`,
		close: () => server.close() }));
});

if (require.main === module)
	exports.serve(process.argv[2], process.argv[3]).then(
		(s) => console.log(s.address));
