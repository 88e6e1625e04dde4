package io.github.ollamagenerate.autoconfigure.diagnostics;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Bindable.BindRestriction;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.origin.Origin;
import org.springframework.util.ObjectUtils;
import org.springframework.util.unit.DataSize;

/**
 * Lets no property below {@code ollama.generate} pass that does not exist: an option that
 * is misspelt would change nothing, without a word.
 * <p>
 * {@code ignoreUnknownFields = false} would do the same but refuse a blank value too,
 * which is what is left of {@code ${SEED:}} and means not set. For the same reason a
 * group such as {@code ollama.ssl} may be blank.
 */
public final class UnknownPropertyBindHandlerAdvisor implements ConfigurationPropertiesBindHandlerAdvisor {

	private static final ConfigurationPropertyName OLLAMA = ConfigurationPropertyName.of("ollama");

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("ollama.generate");

	// of the classes that hold properties
	private static final String PROPERTIES_PACKAGE = "io.github.ollamagenerate.autoconfigure";

	@Override
	public BindHandler apply(BindHandler bindHandler) {
		return new Handler(bindHandler);
	}

	private static final class Handler extends AbstractBindHandler {

		// the environment has variables of others
		private final UnboundElementsSourceFilter filter = new UnboundElementsSourceFilter();

		private final Set<ConfigurationPropertyName> known = ConcurrentHashMap.newKeySet();

		private final Set<ConfigurationPropertyName> parentsOfAny = ConcurrentHashMap.newKeySet();

		private final Set<ConfigurationPropertyName> values = ConcurrentHashMap.newKeySet();

		Handler(BindHandler parent) {
			super(parent);
		}

		@Override
		public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
				BindContext context) {
			if (!OLLAMA.equals(name) && !OLLAMA.isAncestorOf(name)) {
				return super.onStart(name, target, context);
			}
			if (this.values.contains(name.getParent())) {
				// the binder takes a default for a bean, with its getters
				return null;
			}
			Class<?> type = target.getType().toClass();
			if (type.isEnum() || type == Duration.class || type == DataSize.class) {
				this.values.add(name);
			}
			if (ROOT.isAncestorOf(name)) {
				this.known.add(name);
				if (Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type)) {
					this.parentsOfAny.add(name);
				}
			}
			if (type.getPackageName().startsWith(PROPERTIES_PACKAGE) && isBlank(name, context)) {
				// would be a new instance, without the properties below it
				return super.onStart(name, target.withBindRestrictions(BindRestriction.NO_DIRECT_PROPERTY), context);
			}
			return super.onStart(name, target, context);
		}

		@Override
		public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
				@Nullable Object result) throws Exception {
			super.onFinish(name, target, context, result);
			if (name.equals(ROOT)) {
				for (ConfigurationPropertySource source : context.getSources()) {
					check(source);
				}
			}
		}

		private static boolean isBlank(ConfigurationPropertyName name, BindContext context) {
			for (ConfigurationPropertySource source : context.getSources()) {
				ConfigurationProperty property = source.getConfigurationProperty(name);
				if (property != null) {
					return ObjectUtils.isEmpty(property.getValue());
				}
			}
			return false;
		}

		private void check(ConfigurationPropertySource source) {
			if (!(source instanceof IterableConfigurationPropertySource names) || !this.filter.apply(source)) {
				return;
			}
			for (ConfigurationPropertyName name : names) {
				if (ROOT.isAncestorOf(name) && !isKnown(name)) {
					throw new UnknownPropertyException(name.toString(),
							Origin.from(source.getConfigurationProperty(name)), siblings(name));
				}
			}
		}

		private boolean isKnown(ConfigurationPropertyName name) {
			return this.known.contains(name)
					|| this.parentsOfAny.stream().anyMatch((parent) -> parent.isAncestorOf(name));
		}

		private List<String> siblings(ConfigurationPropertyName name) {
			ConfigurationPropertyName parent = name.getParent();
			return this.known.stream()
				.filter(parent::isParentOf)
				.map((sibling) -> sibling.getLastElement(ConfigurationPropertyName.Form.DASHED))
				.sorted()
				.toList();
		}

	}

}
