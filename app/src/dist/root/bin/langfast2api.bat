@echo off
rem Starts the gateway with the Java runtime beside it. Arguments are settings, as NAME=value, or --check, --version or --help;
rem JAVA_OPTS goes to the JVM, in the place of its default.
setlocal
set "home=%~dp0.."
rem The heap would grow to a quarter of the machine.
if not defined JAVA_OPTS set "JAVA_OPTS=-Xmx512m"
rem The catalogue is the one beside this folder, unless another is named: an argument comes before the environment.
if not defined MODELS_FILE (
  findstr /b "MODELS_FILE:" application.yaml >nul 2>&1 || set "MODELS_FILE=%home%\models.json"
)
"%home%\runtime\bin\java.exe" "-XX:AOTCache=%home%\lib\langfast2api.aot" "@%home%\lib\jvm.options" %JAVA_OPTS% -jar "%home%\lib\langfast2api.jar" %*
