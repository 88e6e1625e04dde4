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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/**
 * The installed Chromium without a window. Nothing is downloaded.
 */
final class Browser implements AutoCloseable {

	private final ChromeDriver driver;

	private final List<String> errors = new ArrayList<>();

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	static boolean isInstalled() {
		return find("chromium").isPresent() && find("chromedriver").isPresent();
	}

	private static Optional<File> find(String command) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((folder) -> new File(folder, command))
			.filter(File::canExecute)
			.findFirst();
	}

	static Browser start() {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(find("chromium").orElseThrow());
		// the only pages are ours, and containers have no sandbox
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
				"--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
				"--disable-component-update", "--disable-sync");
		options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(find("chromedriver").orElseThrow())
			.build();
		return new Browser(new ChromeDriver(service, options));
	}

	/**
	 * Show a page on a screen of some width, for a user who prefers light or dark.
	 */
	void open(String url, int width, String scheme) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		this.driver.get(url);
	}

	WebElement element(String id) {
		return this.driver.findElement(By.id(id));
	}

	List<WebElement> elements(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	String text(String id) {
		return element(id).getText();
	}

	Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/**
	 * Cut the connection between the page and the application, or restore it.
	 */
	void setOffline(boolean offline) {
		this.driver.executeCdpCommand("Network.enable", Map.of());
		this.driver.executeCdpCommand("Network.emulateNetworkConditions",
				Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	/**
	 * Return what the page and the browser complained about since the last call.
	 */
	List<String> errors() {
		hasNetworkChanged();
		List<String> errors = List.copyOf(this.errors);
		this.errors.clear();
		return errors;
	}

	/**
	 * Return whether a request of the page has failed since the last call because the
	 * machine got or lost a network. Chromium then drops what waits for a connection. The
	 * containers of other tests have networks.
	 */
	boolean hasNetworkChanged() {
		this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.forEach((entry) -> this.errors.add(entry.getMessage()));
		return this.errors.removeIf((error) -> error.contains("net::ERR_NETWORK_CHANGED"));
	}

	/**
	 * Return the requests of the page that have ended, with their status.
	 */
	Object requests() {
		return run(
				"return performance.getEntriesByType('resource').map((each) => each.name + ' ' + each.responseStatus)");
	}

	/**
	 * Return what seriously keeps people from using the page.
	 */
	List<String> barriers() {
		return new AxeBuilder().analyze(this.driver)
			.getViolations()
			.stream()
			.filter((rule) -> List.of("serious", "critical").contains(rule.getImpact()))
			.map(Browser::describe)
			.toList();
	}

	private static String describe(Rule rule) {
		return rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes();
	}

	/**
	 * Write a picture of the whole page.
	 */
	void takeScreenshot(Path path) throws IOException {
		Number height = (Number) run("return Math.ceil(document.body.getBoundingClientRect().bottom + scrollY)");
		Number width = (Number) run("return innerWidth");
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
		Files.createDirectories(path.getParent());
		Files.write(path, this.driver.getScreenshotAs(OutputType.BYTES));
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
