package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import io.github.langfast2api.domain.ChatFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules that only sources show: what compiles to nothing, or is never put on one class path. */
class SourceRulesTest {

  /** A switch in which failures are told apart. */
  private record FailureSwitch(String file, boolean exhaustive) {}

  /** So that nobody who reads or searches a name has to ask which of two is meant. */
  @Test
  void oneClassNameMeansOneThing() throws IOException {
    Map<String, List<String>> files = new TreeMap<>();
    for (CompilationUnitTree file : SourceTree.parse("main", "test", "bench")) {
      for (Tree type : file.getTypeDecls()) {
        if (type instanceof ClassTree named) {
          files
              .computeIfAbsent(named.getSimpleName().toString(), name -> new ArrayList<>())
              .add(SourceTree.name(file));
        }
      }
    }
    assertTrue(files.size() > 300, "only " + files.size() + " classes were found");
    files.values().removeIf(places -> places.size() == 1);
    assertEquals(Map.of(), files);
  }

  /** So that the compiler leads whoever adds a failure to each place that must decide about it. */
  @Test
  void everySwitchOverFailuresNamesThemAll() throws IOException {
    List<FailureSwitch> switches = new ArrayList<>();
    for (CompilationUnitTree file : SourceTree.parse("main")) {
      new FailureSwitches(SourceTree.name(file), switches).scan(file, null);
    }
    assertTrue(switches.size() >= 4, () -> "failures are told apart in fewer places: " + switches);
    assertEquals(
        List.of(),
        switches.stream().filter(found -> !found.exhaustive).map(FailureSwitch::file).toList());
  }

  /** So that whoever waits for a lock can be interrupted; methods are {@link CodeRulesTest}'s. */
  @Test
  void noBlockIsSynchronized() throws IOException {
    List<String> found = new ArrayList<>();
    for (CompilationUnitTree file : SourceTree.parse("main")) {
      new TreeScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitSynchronized(SynchronizedTree tree, @Nullable Void unused) {
          found.add(SourceTree.name(file));
          return super.visitSynchronized(tree, null);
        }
      }.scan(file, null);
    }
    assertEquals(List.of(), found);
  }

  /**
   * Finds the switches that have a failure in one of their labels. A pattern that fits every
   * failure leaves those out that are not named, as {@code default} does.
   */
  private static final class FailureSwitches extends TreeScanner<@Nullable Void, @Nullable Void> {

    private static final String ALL = ChatFailure.class.getSimpleName();
    private static final Set<String> KINDS =
        Arrays.stream(ChatFailure.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());

    private final String file;
    private final List<FailureSwitch> found;

    FailureSwitches(String file, List<FailureSwitch> found) {
      this.file = file;
      this.found = found;
    }

    @Override
    public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void unused) {
      add(tree.getCases());
      return super.visitSwitch(tree, null);
    }

    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void unused) {
      add(tree.getCases());
      return super.visitSwitchExpression(tree, null);
    }

    private void add(List<? extends CaseTree> cases) {
      List<CaseLabelTree> labels = new ArrayList<>();
      cases.forEach(row -> labels.addAll(row.getLabels()));
      Set<String> types =
          labels.stream().flatMap(label -> type(label).stream()).collect(Collectors.toSet());
      boolean catchesAll =
          types.contains(ALL) || labels.stream().anyMatch(DefaultCaseLabelTree.class::isInstance);
      if (types.stream().anyMatch(type -> type.equals(ALL) || KINDS.contains(type))) {
        found.add(new FailureSwitch(file, !catchesAll));
      }
    }

    /** The simple name of the type that a label's pattern is for. */
    private static Optional<String> type(CaseLabelTree label) {
      return label instanceof PatternCaseLabelTree of
          ? switch (of.getPattern()) {
            case BindingPatternTree binding -> simple(binding.getVariable().getType());
            case DeconstructionPatternTree record -> simple(record.getDeconstructor());
            default -> Optional.empty();
          }
          : Optional.empty();
    }

    private static Optional<String> simple(@Nullable Tree type) {
      return Optional.ofNullable(type).map(named -> named.toString().replaceFirst(".*\\.", ""));
    }
  }
}
