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

package io.github.ollamagenerate.integration.packaged.app;

import io.github.ollamagenerate.GenerateOperations;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

/**
 * Application that says what it is, asks a question and prints the answer. If nothing
 * else keeps it, it ends.
 */
@SpringBootApplication
public class PackagedApplication {

	private final ApplicationContext context;

	private final GenerateOperations ollama;

	PackagedApplication(ApplicationContext context, GenerateOperations ollama) {
		this.context = context;
		this.ollama = ollama;
	}

	@EventListener(ApplicationReadyEvent.class)
	void ask() {
		System.out.println("Context: " + this.context.getClass().getSimpleName());
		System.out.println("Answer: " + this.ollama.prompt("p").call().content());
	}

	public static void main(String[] args) {
		SpringApplication.run(PackagedApplication.class, args);
	}

}
