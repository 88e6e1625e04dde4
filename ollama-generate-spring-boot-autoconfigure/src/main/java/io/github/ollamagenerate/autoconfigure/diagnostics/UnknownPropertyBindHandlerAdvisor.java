/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.ollamagenerate.autoconfigure.diagnostics;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.util.ObjectUtils;
import org.springframework.util.unit.DataSize;

/**
 * Rejects unknown properties below {@code ollama.generate}, because a misspelled option
 * would be ignored silently. Logs a warning for properties that are one level too high.
 * <p>
 * {@code ignoreUnknownFields = false} does the same, but also rejects a blank value,
 * which is the result of {@code ${SEED:}} and means not set. For the same reason, a group
 * such as {@code ollama.ssl} may be blank.
 */
public final class UnknownPropertyBindHandlerAdvisor implements ConfigurationPropertiesBindHandlerAdvisor {

	private static final ConfigurationPropertyName OLLAMA = ConfigurationPropertyName.of("ollama");

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("ollama.generate");

	private static final Log logger = LogFactory.getLog(UnknownPropertyBindHandlerAdvisor.class);

	// by their names they would be ours too
	private static final Set<String> VARIABLES_OF_THE_SERVER = Set.of("OLLAMA_KEEP_ALIVE");

	// of the classes that hold properties
	private static final String PROPERTIES_PACKAGE = "io.github.ollamagenerate.autoconfigure";

	private final KnownProperties known;

	/**
	 * Create an advisor.
	 * @param top the class of the properties below {@code ollama}
	 * @param generate the class of the properties below {@code ollama.generate}
	 */
	public UnknownPropertyBindHandlerAdvisor(Class<?> top, Class<?> generate) {
		this.known = new KnownProperties(top, generate);
	}

	@Override
	public BindHandler apply(BindHandler bindHandler) {
		return new Handler(bindHandler, this.known);
	}

	private static final class Handler extends AbstractBindHandler {

		// the environment has variables of others, with names of another form
		private final UnboundElementsSourceFilter filter = new UnboundElementsSourceFilter();

		private final KnownProperties known;

		private final Set<ConfigurationPropertyName> values = ConcurrentHashMap.newKeySet();

		Handler(BindHandler parent, KnownProperties known) {
			super(parent);
			this.known = known;
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
			if (!this.filter.apply(source)) {
				checkVariables(source);
			}
			else if (source instanceof IterableConfigurationPropertySource names) {
				names.forEach((name) -> check(name, source));
			}
		}

		private void check(ConfigurationPropertyName name, ConfigurationPropertySource source) {
			if (ROOT.isAncestorOf(name) && !this.known.contains(name)) {
				throw new UnknownPropertyException(name.toString(), Origin.from(source.getConfigurationProperty(name)),
						this.known.siblings(name), this.known.meant(name.toString()));
			}
			if (OLLAMA.isAncestorOf(name) && !this.known.isAtTheTop(name)) {
				warn(name.toString(), this.known.meantAtTheTop(name.toString()));
			}
		}

		private void checkVariables(ConfigurationPropertySource source) {
			if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> variables) {
				for (String name : variables.getPropertyNames()) {
					if (name.startsWith("ollama.")) {
						check(ConfigurationPropertyName.adapt(name, '.'), source);
					}
					else if (name.startsWith("OLLAMA_") && !VARIABLES_OF_THE_SERVER.contains(name)) {
						checkVariable(name);
					}
				}
			}
		}

		// no failure: it may be for another program
		private void checkVariable(String name) {
			boolean isOurs = name.startsWith("OLLAMA_GENERATE_");
			String meant = isOurs ? this.known.meant(name) : this.known.meantAtTheTop(name);
			if (meant != null || (isOurs && !this.known.containsVariable(name))) {
				warn(name, meant);
			}
		}

		private static void warn(String name, @Nullable String meant) {
			logger.warn("The property '" + name + "' does not exist and has no effect. "
					+ ((meant != null) ? "Did you mean " + meant + "?" : "Is it misspelled?"));
		}

	}

}
