package io.github.ollamagenerate.test.autoconfigure;

import java.util.Set;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/**
 * Decides which components are part of an {@link OllamaGenerateTest @OllamaGenerateTest}.
 */
class OllamaGenerateTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<OllamaGenerateTest> {

	private final Set<Class<?>> components;

	OllamaGenerateTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		this.components = Set.of(getAnnotation().getClassArray("components"));
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return this.components;
	}

}
