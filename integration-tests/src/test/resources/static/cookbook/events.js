function askWithEvents(prompt, show) {
	const events = new EventSource("/events?prompt=" + encodeURIComponent(prompt));
	return new Promise((resolve, reject) => {
		events.addEventListener("text", (event) => show(JSON.parse(event.data).text));
		events.addEventListener("end", resolve);
		events.addEventListener("failure", () => reject(new Error("The answer is not complete")));
		// without close(), the browser connects again and sends the prompt a second time
		events.onerror = () => reject(new Error("The connection broke"));
	}).finally(() => events.close());
}
