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

package io.github.ollamagenerate.client;

import io.github.ollamagenerate.GenerateInterceptor;
import io.github.ollamagenerate.GenerateOperations;
import io.github.ollamagenerate.GenerateRequest;
import io.github.ollamagenerate.GenerateResponse;
import io.github.ollamagenerate.KeepAlive;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * Base class for {@link GenerateOperations} that replace or combine templates. Each
 * request goes through {@link #generate(GenerateRequest) generate} or
 * {@link #stream(GenerateRequest) stream}. To see or change the requests of a template,
 * use a {@link GenerateInterceptor} instead. <pre class="code">
 * class FallbackOperations extends AbstractGenerateOperations {
 *
 *   FallbackOperations(GenerateOperations first, GenerateOperations second, JsonMapper jsonMapper) {
 *     super(jsonMapper);
 *     this.first = first;
 *     this.second = second;
 *   }
 *
 *   &#064;Override
 *   public Mono&lt;GenerateResponse&gt; generate(GenerateRequest request) {
 *     return this.first.generate(request).onErrorResume((ex) -&gt; this.second.generate(request));
 *   }
 *
 *   &#064;Override
 *   public Flux&lt;GenerateResponse&gt; stream(GenerateRequest request) {
 *     return this.first.stream(request);
 *   }
 *
 * }
 * </pre>
 */
public abstract class AbstractGenerateOperations implements GenerateOperations {

	private final ResponseFormats formats;

	private final StructuredOutput structuredOutput;

	/**
	 * Create operations.
	 * @param jsonMapper the mapper that derives schemas and reads structured answers
	 */
	protected AbstractGenerateOperations(JsonMapper jsonMapper) {
		Assert.notNull(jsonMapper, "'jsonMapper' must not be null");
		this.formats = new ResponseFormats(jsonMapper);
		this.structuredOutput = new StructuredOutput(jsonMapper, this.formats);
	}

	ResponseFormats formats() {
		return this.formats;
	}

	@Override
	public PromptSpec prompt(String prompt) {
		Assert.notNull(prompt, "'prompt' must not be null");
		return new DefaultPromptSpec(this, this.structuredOutput, prompt);
	}

	@Override
	public GenerateResponse load(String model) {
		return send(GenerateRequest.load(model), "load(model)");
	}

	@Override
	public GenerateResponse load(String model, KeepAlive keepAlive) {
		Assert.notNull(keepAlive, "'keepAlive' must not be null");
		return send(GenerateRequest.load(model, keepAlive), "load(model, keepAlive)");
	}

	@Override
	public GenerateResponse unload(String model) {
		return send(GenerateRequest.unload(model), "unload(model)");
	}

	private GenerateResponse send(GenerateRequest request, String method) {
		return Blocking.get(generate(request), method, "generate(GenerateRequest." + method + ")");
	}

}
