from django.urls import path

from sambung.activities import views

app_name = "activities"
urlpatterns = [
    path("", views.activity_list, name="activity-list"),
    path("unduh.xlsx", views.activity_export, name="activity-export"),
    path("baru/", views.activity_new, name="activity-new"),
    path("<int:pk>/", views.activity, name="activity"),
    path("foto/<int:pk>/", views.activity_photo, name="activity-photo"),
]
