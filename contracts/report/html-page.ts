// A report as one page that needs nothing else: no script, no font, no picture from anywhere.

/** The page as a whole document. `title` and `body` are markup: what comes from documents is escaped in them. */
export function writeHtmlPage({ title, style, body }: { title: string; style: string; body: string }): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
