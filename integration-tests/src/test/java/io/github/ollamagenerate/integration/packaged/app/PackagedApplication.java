package io.github.ollamagenerate.integration.packaged.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;

import io.github.ollamagenerate.GenerateOperations;

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
