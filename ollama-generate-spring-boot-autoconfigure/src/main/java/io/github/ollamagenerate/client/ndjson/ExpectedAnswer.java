package io.github.ollamagenerate.client.ndjson;

/**
 * What a reader needs to know of a request.
 *
 * @param model the model that was asked, which answers unless a line names another
 * @param context whether {@code context} is read or skipped
 * @param load whether a model is loaded or unloaded, which needs no text
 */
public record ExpectedAnswer(String model, boolean context, boolean load) {

}
