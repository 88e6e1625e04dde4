package io.github.ollamagenerate.client;

import java.time.Duration;

import io.github.ollamagenerate.GenerateTimeoutException.Phase;

/**
 * The end of the time that a request was given.
 *
 * @param phase what was waited for
 * @param elapsed how long it was waited for
 */
record Timeout(Phase phase, Duration elapsed) {

}
