/** OpenAI's and Anthropic's models APIs: the list of models, and one model by its id. */
@NullMarked
package io.github.langfast2api.http.models;

import org.jspecify.annotations.NullMarked;
