package io.github.ollamagenerate.test.autoconfigure.app;

import org.springframework.stereotype.Service;

/**
 * A component that has nothing to do with text generation.
 */
@Service
public class UnrelatedService {

}
