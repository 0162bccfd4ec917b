package io.github.langfast2api.http;

import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * JSON of which some members were dropped, doubled, renamed, moved, wrapped or given other values.
 * It is text that is nearly always JSON, and need not be.
 */
final class MutatedJson {

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1.5",
          "2147483648",
          "9223372036854775808",
          "1e400",
          "-1e400",
          "1e-400",
          "1e999999999",
          "-0.0",
          "9".repeat(10_000),
          "0." + "3".repeat(900),
          "NaN",
          "01",
          "\"\"",
          "\"x\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"a\tb\"",
          "\"\\x\"",
          "\"" + "long ".repeat(5_000) + "\"",
          "\"\ud83d\ude00\u0301\u202e\"",
          "\"user\"",
          "\"tool\"",
          "\"text\"",
          "\"image_url\"",
          "\"json_schema\"",
          "\"gpt-5\"",
          "\"https://x/y.png\"",
          "[]",
          "[null]",
          "[[[]]]",
          "[\"a\",\"b\",\"c\",\"d\",\"e\"]",
          "{}",
          "{\"a\":1}",
          "{\"type\":\"text\"}",
          "{\"role\":\"user\",\"content\":\"x\"}");

  private static final List<String> NAMES =
      List.of(
          "model",
          "messages",
          "role",
          "content",
          "type",
          "text",
          "stop",
          "n",
          "stream",
          "tools",
          "",
          "x",
          "\\ud800",
          "\\u0000",
          "__proto__",
          "audio",
          "logprobs",
          "max_tokens",
          "temperature");

  /** An object or array, or a literal. */
  private static final class Node {
    String name = "";
    String open;
    final List<Node> members = new ArrayList<>();

    Node(String open) {
      this.open = open;
    }

    boolean isLiteral() {
      return !open.equals("{") && !open.equals("[");
    }

    void writeTo(StringBuilder out) {
      out.append(open);
      for (int i = 0; i < members.size(); i++) {
        out.append(i == 0 ? "" : ",");
        if (open.equals("{")) {
          out.append('"').append(members.get(i).name).append("\":");
        }
        members.get(i).writeTo(out);
      }
      out.append(isLiteral() ? "" : open.equals("{") ? "}" : "]");
    }
  }

  private final Random random;

  private MutatedJson(Random random) {
    this.random = random;
  }

  /** The text of some JSON, changed in one to three places. */
  static String of(String json, Random random) {
    Node root = node(Json.parse(json));
    MutatedJson mutation = new MutatedJson(random);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      mutation.change(root);
    }
    StringBuilder text = new StringBuilder();
    root.writeTo(text);
    return text.toString();
  }

  private static Node node(JsonValue value) {
    Node node =
        new Node(
            switch (value) {
              case JsonObject object -> "{";
              case JsonArray array -> "[";
              default -> value.toString();
            });
    if (value instanceof JsonArray array) {
      array.forEach(item -> node.members.add(node(item)));
    } else if (value instanceof JsonObject object) {
      object.forEach(
          (name, member) -> {
            Node child = node(member);
            child.name = name;
            node.members.add(child);
          });
    }
    return node;
  }

  private void change(Node root) {
    List<Node> parents = new ArrayList<>();
    collect(root, parents);
    if (parents.isEmpty()) {
      root.open = any(VALUES);
      return;
    }
    Node parent = any(parents);
    int at = random.nextInt(parent.members.size());
    Node member = parent.members.get(at);
    switch (random.nextInt(9)) {
      case 0 -> parent.members.remove(at);
      case 1 -> parent.members.add(member);
      case 2 -> member.name = any(NAMES);
      case 3 -> parent.members.set(at, wrapped(member));
      case 4 -> parent.members.add(literal(any(NAMES)));
      case 5 -> parent.members.add(copied(any(parents)));
      case 6 -> parent.open = parent.open.equals("{") ? "[" : "{";
      default -> parent.members.set(at, literal(member.name));
    }
  }

  /** What has members. */
  private static void collect(Node node, List<Node> parents) {
    if (!node.members.isEmpty()) {
      parents.add(node);
      node.members.forEach(member -> collect(member, parents));
    }
  }

  private Node literal(String name) {
    Node node = new Node(any(VALUES));
    node.name = name;
    return node;
  }

  /** The node in arrays or objects, up to deeper than anybody reads. */
  private Node wrapped(Node node) {
    Node result = node;
    for (int i = random.nextInt(4) == 0 ? 300 : random.nextInt(1, 4); i > 0; i--) {
      Node outer = new Node(random.nextBoolean() ? "[" : "{");
      outer.name = node.name;
      outer.members.add(result);
      result = outer;
    }
    return result;
  }

  /** As a literal, since no node may be in itself. */
  private static Node copied(Node node) {
    StringBuilder text = new StringBuilder();
    node.writeTo(text);
    Node copy = new Node(text.toString());
    copy.name = node.name;
    return copy;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
