@echo off
rem Starts Batchbench with the Java that lies beside it.
setlocal
set "home=%~dp0.."
set flags=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC
if "%~1"=="simulate" set flags=
"%home%\runtime\bin\java" %flags% "@option@=%home%\lib\@archive@" -Xlog:disable "-Xlog:@log@:stderr" "-Dbatchbench.home=%home%" -cp "%home%\lib\batchbench.jar" io.github.batchbench.cli.Main %*
exit /b %errorlevel%
