/**
 * What can be said of models and backends knowing only the domain: the catalogue, what a model
 * takes, and backends made of backends.
 */
@NullMarked
package io.github.langfast2api.ports;

import org.jspecify.annotations.NullMarked;
