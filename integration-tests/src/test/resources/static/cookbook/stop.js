function askUntilStopped(prompt, show, stopButton) {
	const url = "/answers/" + crypto.randomUUID();
	const connection = new AbortController();
	stopButton.onclick = () => {
		fetch(url, { method: "DELETE" });
		connection.abort();
	};
	return askWithLines(url, prompt, show, connection.signal).catch((error) => {
		if (error.name !== "AbortError") {
			throw error;
		}
	});
}
