package io.github.langfast2api.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToolOptionsTest {

  private static final Tool A = new Tool.Function("a", Optional.empty(), Optional.empty());
  private static final Tool B = new Tool.Custom("b", Optional.empty(), Optional.empty());

  private static ToolOptions tools(ToolChoice choice, Tool... tools) {
    return new ToolOptions(List.of(tools), choice, true);
  }

  @Test
  void noTwoToolsShareAName() {
    assertThrows(IllegalArgumentException.class, () -> tools(new ToolChoice.Auto(), A, A));
  }

  @Test
  void aCallThatIsRequiredNeedsATool() {
    assertThrows(IllegalArgumentException.class, () -> tools(new ToolChoice.Required()));
    assertThrows(IllegalArgumentException.class, () -> tools(new ToolChoice.Named("b"), A));
  }

  @Test
  void aChoiceSaysWhichToolsMayBeCalled() {
    assertTrue(new ToolChoice.Auto().allows("a"));
    assertFalse(new ToolChoice.None().allows("a"));
    assertTrue(new ToolChoice.Required().allows("a"));
    assertFalse(new ToolChoice.Named("b").allows("a"));
    assertTrue(new ToolChoice.Allowed(Set.of("a"), false).allows("a"));
    assertFalse(new ToolChoice.Allowed(Set.of("b"), true).allows("a"));
  }

  @Test
  void aChoiceSaysWhetherThereMustBeACall() {
    assertFalse(new ToolChoice.Auto().isForced());
    assertFalse(new ToolChoice.None().isForced());
    assertTrue(new ToolChoice.Required().isForced());
    assertTrue(new ToolChoice.Named("a").isForced());
    assertTrue(new ToolChoice.Allowed(Set.of("a"), true).isForced());
    assertFalse(new ToolChoice.Allowed(Set.of("a"), false).isForced());
  }

  @Test
  void aNamedToolIsCalledOnce() {
    assertEquals(Integer.MAX_VALUE, tools(new ToolChoice.Auto(), A, B).maxCalls());
    assertEquals(1, tools(new ToolChoice.Named("a"), A, B).maxCalls());
    assertEquals(1, new ToolOptions(List.of(A), new ToolChoice.Auto(), false).maxCalls());
  }
}
