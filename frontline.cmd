@echo off
rem Runs Frontline from a clone: builds it when needed, and leaves the caller's directory alone.
dotnet build "%~dp0src\Frontline" -c Release -v quiet -nologo 1>&2
if errorlevel 1 exit /b %errorlevel%
dotnet "%~dp0src\Frontline\bin\Release\net10.0\frontline.dll" %*
exit /b %errorlevel%
