package io.github.ollamagenerate.test.internal.go;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/**
 * Writes instants as Go does: up to nine digits of fraction, trailing zeros dropped.
 */
public final class GoTime {

	private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
		.appendPattern("uuuu-MM-dd'T'HH:mm:ss")
		.appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
		.appendLiteral('Z')
		.toFormatter()
		.withZone(ZoneOffset.UTC);

	private GoTime() {
	}

	public static String text(Instant instant) {
		return FORMAT.format(instant);
	}

	public static void append(StringBuilder out, Instant instant) {
		FORMAT.formatTo(instant, out);
	}

}
