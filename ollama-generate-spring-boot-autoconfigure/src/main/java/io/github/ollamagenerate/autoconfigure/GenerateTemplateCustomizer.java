package io.github.ollamagenerate.autoconfigure;

import io.github.ollamagenerate.client.GenerateTemplate;

/**
 * Callback that customizes each {@link GenerateTemplate.Builder} bean, including the one
 * of the auto-configured template. It is called after the properties are applied.
 */
@FunctionalInterface
public interface GenerateTemplateCustomizer {

	/**
	 * Customize a builder.
	 * @param builder the builder, with the properties applied
	 */
	void customize(GenerateTemplate.Builder builder);

}
