package org.anamnesis.protocol.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Makes JSpecify's marks hold for JSON, too: in a {@code @NullMarked} package of ours, a record's
 * component that is not {@code @Nullable} must be there and must not be null, nor have a null in
 * it.
 */
public final class RequiredComponents extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1;
  private static final String OURS = "org.anamnesis.";

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    return isRequired(member) ? Boolean.TRUE : null;
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    return isRequired(annotated)
        ? JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL)
        : JsonSetter.Value.empty();
  }

  private static boolean isRequired(Annotated annotated) {
    if (!(annotated instanceof AnnotatedParameter parameter)
        || !(parameter.getOwner().getAnnotated() instanceof Executable creator)
        || !isNullMarked(creator.getDeclaringClass())) {
      return false;
    }
    AnnotatedType[] types = creator.getAnnotatedParameterTypes();
    int index = parameter.getIndex();
    return index < types.length && !types[index].isAnnotationPresent(Nullable.class);
  }

  private static boolean isNullMarked(Class<?> type) {
    return type.isRecord()
        && type.getName().startsWith(OURS)
        && type.getPackage().isAnnotationPresent(NullMarked.class);
  }
}
