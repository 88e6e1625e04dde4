package io.github.ollamagenerate;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Whether and how hard a model thinks before it answers: {@code true}, {@code false} or a
 * level.
 * <p>
 * Travels as a JSON boolean or string at the top level of the request. A request without
 * it leaves the choice to the server.
 *
 * @see <a href= "https://github.com/ollama/ollama/blob/main/api/types.go">ThinkValue</a>
 */
public final class Think {

	private static final Think ON = new Think(true);

	private static final Think OFF = new Think(false);

	private final Object value;

	private Think(Object value) {
		this.value = value;
	}

	/**
	 * Return the value that switches thinking on.
	 * @return {@code true} on the wire
	 */
	public static Think on() {
		return ON;
	}

	/**
	 * Return the value that switches thinking off.
	 * @return {@code false} on the wire
	 */
	public static Think off() {
		return OFF;
	}

	/**
	 * Return a thinking level, such as {@code low}, {@code medium}, {@code high} or
	 * {@code max}; the server decides which it knows.
	 * @param level the level as the server spells it
	 * @return the level
	 * @throws IllegalArgumentException if the level is blank
	 */
	public static Think level(String level) {
		Assert.hasText(level, "'level' must not be blank");
		return new Think(level);
	}

	/**
	 * Read a configured value: {@code true}, {@code false} or a level. As in YAML,
	 * {@code yes} and {@code on} mean {@code true}, {@code no} and {@code off} mean
	 * {@code false}.
	 * @param text the configured text
	 * @return the value
	 * @throws IllegalArgumentException if the text is blank
	 */
	public static Think of(String text) {
		Assert.hasText(text, "'think' must be true, false or a level such as low, medium or high");
		return switch (text.trim().toLowerCase(Locale.ROOT)) {
			case "true", "yes", "on" -> ON;
			case "false", "no", "off" -> OFF;
			default -> level(text.trim());
		};
	}

	/**
	 * Return what travels: a {@link Boolean} or a {@link String}.
	 * @return the value on the wire
	 */
	public Object value() {
		return this.value;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Think that && this.value.equals(that.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
