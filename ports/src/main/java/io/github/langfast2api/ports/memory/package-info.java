/** Budgets of memory: how much of the heap requests and answers may take. */
@NullMarked
package io.github.langfast2api.ports.memory;

import org.jspecify.annotations.NullMarked;
