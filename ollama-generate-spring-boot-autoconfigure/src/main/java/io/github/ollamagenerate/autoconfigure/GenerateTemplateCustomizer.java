package io.github.ollamagenerate.autoconfigure;

import io.github.ollamagenerate.client.GenerateTemplate;

/**
 * Callback that customizes each {@link GenerateTemplate.Builder} bean, that of the
 * template which is there by default included. A bean of this type is called after all
 * that the properties set.
 */
@FunctionalInterface
public interface GenerateTemplateCustomizer {

	/**
	 * Customize a builder.
	 * @param builder the builder, set up from the properties
	 */
	void customize(GenerateTemplate.Builder builder);

}
