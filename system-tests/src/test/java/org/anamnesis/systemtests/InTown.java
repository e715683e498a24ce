package org.anamnesis.systemtests;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test the same town, founded by the first that asks and closed after the last. */
final class InTown implements ParameterResolver, ExecutionCondition {
  private static final System.Logger LOG = System.getLogger(InTown.class.getName());
  private static final String NO_DOCKER =
      "There is no Docker on this machine: the system tests on containers are skipped.";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (!Containers.areWanted() || Containers.canRun()) {
      return ConditionEvaluationResult.enabled("The network can be started.");
    }
    if (context.getTestMethod().isEmpty()) {
      LOG.log(System.Logger.Level.WARNING, NO_DOCKER);
    }
    return ConditionEvaluationResult.disabled(NO_DOCKER);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Town.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(InTown.class))
        .computeIfAbsent(Town.class, key -> Town.found(), Town.class);
  }
}
