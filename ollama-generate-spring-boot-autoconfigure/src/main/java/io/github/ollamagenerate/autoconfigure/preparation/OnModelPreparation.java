package io.github.ollamagenerate.autoconfigure.preparation;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where a property may ask for the model to be prepared, which few do: an
 * application starts without what that takes. What the property says is read when it is
 * bound.
 */
class OnModelPreparation extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		boolean asked = environment.containsProperty("ollama.generate.pull")
				|| environment.containsProperty("ollama.generate.warm-up");
		return new ConditionOutcome(asked, ConditionMessage.forCondition("Ollama model preparation")
			.because((asked ? "a" : "no") + " property asks for it"));
	}

}
