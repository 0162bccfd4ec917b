package io.github.langfast2api.app;

/** An entry of a JSON file, and where it stands there. */
record JsonEntry<T extends Record>(T value, JsonEntryLocation location) {}
