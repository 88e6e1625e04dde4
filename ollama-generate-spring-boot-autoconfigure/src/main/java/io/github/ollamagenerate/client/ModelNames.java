package io.github.ollamagenerate.client;

import java.util.Collection;

/**
 * Compares the names of models as the server does.
 */
public final class ModelNames {

	private static final String LATEST = ":latest";

	private ModelNames() {
	}

	/**
	 * Return whether a model is among those that are installed. A cloud model always is:
	 * the server passes it on.
	 * @param model the model, with or without a tag
	 * @param installed the names of installed models, tags included
	 * @return whether it is
	 */
	public static boolean isPresent(String model, Collection<String> installed) {
		return isCloud(model) || installed.stream().anyMatch((name) -> withTag(name).equalsIgnoreCase(withTag(model)));
	}

	private static boolean isCloud(String model) {
		return model.endsWith(":cloud") || model.endsWith("-cloud");
	}

	// a colon before a slash is that of a port
	private static String withTag(String name) {
		return (name.lastIndexOf(':') > name.lastIndexOf('/')) ? name : name + LATEST;
	}

}
