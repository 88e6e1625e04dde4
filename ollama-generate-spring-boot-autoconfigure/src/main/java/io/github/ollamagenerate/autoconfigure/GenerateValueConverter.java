package io.github.ollamagenerate.autoconfigure;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.ollamagenerate.KeepAlive;
import io.github.ollamagenerate.Think;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.util.StringUtils;

/**
 * Reads {@link Think} and {@link KeepAlive} from text and from what YAML types itself
 * ({@code keep-alive: 3600}, {@code think: true}). Blank text means not set.
 */
@ConfigurationPropertiesBinding
class GenerateValueConverter implements GenericConverter {

	@Override
	public Set<ConvertiblePair> getConvertibleTypes() {
		return Set.of(new ConvertiblePair(String.class, Think.class), new ConvertiblePair(Boolean.class, Think.class),
				new ConvertiblePair(String.class, KeepAlive.class), new ConvertiblePair(Number.class, KeepAlive.class));
	}

	@Override
	public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
		String text = String.valueOf(source);
		if (source == null || !StringUtils.hasText(text)) {
			return null;
		}
		return targetType.getType().equals(Think.class) ? Think.of(text) : KeepAlive.of(text);
	}

}
