async function askWithLines(url, prompt, show, signal) {
	const headers = { "Content-Type": "text/plain" };
	const response = await fetch(url, { method: "POST", headers, body: prompt, signal });
	if (!response.ok) {
		throw new Error("Status " + response.status);
	}
	const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
	let rest = "";
	for (let read = await reader.read(); !read.done; read = await reader.read()) {
		const lines = (rest + read.value).split("\n");
		rest = lines.pop();
		for (const line of lines.filter((text) => text)) {
			show(JSON.parse(line));
		}
	}
}
