package io.github.langfast2api.http.request;

import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.HttpErrors;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.json.JsonWeight;
import io.github.langfast2api.ports.memory.MemoryBudget.Reservation;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import org.jspecify.annotations.Nullable;

/**
 * The parser of one body. A byte of {@code [[],[],…} becomes a hundred as a tree, so that not only
 * the bytes are limited: the values are, the items of an array and the members of an object, and
 * the memory that all takes is reserved while it grows. What is over a limit is refused there and
 * then, whatever follows.
 */
final class BodyParser {

  /** The most values of a body, names not counted: tens of thousands of messages have as many. */
  static final int MAX_VALUES = 150_000;

  /** The most items of an array. */
  static final int MAX_ITEMS = 20_000;

  /** The most members of an object. */
  static final int MAX_MEMBERS = 10_000;

  static final int BYTES_PER_VALUE = JsonWeight.BYTES_PER_VALUE;

  /** So many values are reserved memory for at a time. */
  private static final int VALUES_PER_RESERVATION = 256;

  private final JsonParser parser;
  private final Reservation memory;
  private int values;
  private long textBytes;

  private BodyParser(JsonParser parser, Reservation memory) {
    this.parser = parser;
    this.memory = memory;
  }

  /**
   * Parses a body that is one JSON value and nothing else (RFC 8259).
   *
   * @param body in UTF-8
   * @param memory is left with what the value takes
   * @throws ApiException with status 400 if the body is not that or is over a limit, with 503 if
   *     there is no memory for it
   */
  static JsonValue parse(byte[] body, Reservation memory) {
    try (JsonParser parser = Json.parser(new Utf8Reader(body), body.length)) {
      BodyParser reader = new BodyParser(parser, memory);
      JsonValue value = reader.parse();
      var unused = memory.resize(reader.reservedBytes());
      return value;
    }
  }

  /** Parsson throws many types of exceptions for malformed text: all of them become one. */
  private JsonValue parse() {
    try {
      JsonValue value = value(parser.next(), null);
      if (parser.hasNext()) {
        throw malformed(parser.getLocation());
      }
      return value;
    } catch (JsonParsingException e) {
      throw malformed(e.getLocation());
    } catch (ApiException e) {
      throw e;
    } catch (RuntimeException e) {
      throw malformed(parser.getLocation());
    }
  }

  private JsonValue value(Event event, @Nullable BodyPosition in) {
    countValue();
    return switch (event) {
      case START_OBJECT -> object(new BodyPosition(in));
      case START_ARRAY -> array(new BodyPosition(in));
      case VALUE_STRING -> string();
      default -> parser.getValue();
    };
  }

  private JsonObject object(BodyPosition at) {
    JsonObjectBuilder members = Json.object();
    int count = 0;
    while (parser.next() != Event.END_OBJECT) {
      count++;
      if (count > MAX_MEMBERS) {
        throw InvalidRequest.tooManyMembers(at.path(), MAX_MEMBERS);
      }
      String name = parser.getString();
      countText(name);
      at.moveTo(name);
      members.add(name, value(parser.next(), at));
    }
    return members.build();
  }

  private JsonArray array(BodyPosition at) {
    JsonArrayBuilder items = Json.array();
    int count = 0;
    for (Event next = parser.next(); next != Event.END_ARRAY; next = parser.next()) {
      count++;
      if (count > MAX_ITEMS) {
        throw InvalidRequest.tooManyItems(at.path(), MAX_ITEMS);
      }
      at.moveToNext();
      items.add(value(next, at));
    }
    return items.build();
  }

  private JsonString string() {
    JsonString value = (JsonString) parser.getValue();
    countText(value.getString());
    return value;
  }

  private void countValue() {
    values++;
    if (values > MAX_VALUES) {
      throw InvalidRequest.unreadable(
          "The request body has more than %d JSON values.".formatted(MAX_VALUES));
    }
    boolean due = values % VALUES_PER_RESERVATION == 0;
    if (due && !memory.growBy((long) VALUES_PER_RESERVATION * BYTES_PER_VALUE)) {
      throw new ApiException(HttpErrors.noMemory());
    }
  }

  private void countText(String text) {
    textBytes += BodyText.bytes(text);
  }

  /** The memory of what is parsed, which shares its texts with what a dialect makes of it. */
  private long reservedBytes() {
    return textBytes + (long) values * BYTES_PER_VALUE;
  }

  private static ApiException malformed(JsonLocation at) {
    return InvalidRequest.unreadable(
        ("We could not parse the JSON body of your request. At line %d, column %d it is not valid"
                + " JSON, is nested more than %d levels deep, or has a number that is too long.")
            .formatted(at.getLineNumber(), at.getColumnNumber(), Json.MAX_DEPTH));
  }
}
